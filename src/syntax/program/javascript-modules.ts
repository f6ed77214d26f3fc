import type { TSESTree } from '@typescript-eslint/typescript-estree';
import type { Node } from './estree.ts';
import type { Expression } from './tree.ts';
import type { Context, Walk } from './walk.ts';

/** `import` and `export`. */
export const modules = {
  ImportDeclaration(node: TSESTree.ImportDeclaration, _: Context, walk: Walk<Node>): undefined {
    const module = node.source.value;
    if (node.specifiers.length === 0) walk.import({ local: '', module, name: '*', place: walk.place(node) });
    for (const specifier of node.specifiers) walk.import({ local: specifier.local.name, module, name: importedName(specifier), place: walk.place(specifier) });
  },
  ImportExpression(node: TSESTree.ImportExpression, context: Context, walk: Walk<Node>): Expression {
    const { source } = node;
    if (source.type === 'Literal' && typeof source.value === 'string') walk.import({ local: '', module: source.value, name: '*', place: walk.place(node) });
    return walk.inside(node, context);
  },
  TSImportEqualsDeclaration(node: TSESTree.TSImportEqualsDeclaration, _: Context, walk: Walk<Node>): undefined {
    const reference = node.moduleReference;
    if (reference.type !== 'TSExternalModuleReference' || reference.expression.type !== 'Literal') return;
    walk.import({ local: node.id.name, module: String(reference.expression.value), name: '*', place: walk.place(node) });
  },
  ExportNamedDeclaration(node: TSESTree.ExportNamedDeclaration, context: Context, walk: Walk<Node>): undefined {
    if (node.declaration !== null) walk.through(node.declaration, context, { exported: true });
    for (const specifier of node.specifiers) exportSpecifier(specifier, node.source?.value, context, walk);
  },
  ExportAllDeclaration(node: TSESTree.ExportAllDeclaration, _: Context, walk: Walk<Node>): undefined {
    const local = node.exported === null ? '*' : nameOf(node.exported);
    walk.import({ local, module: node.source.value, name: '*', place: walk.place(node) });
  },
  ExportDefaultDeclaration(node: TSESTree.ExportDefaultDeclaration, context: Context, walk: Walk<Node>): undefined {
    const { declaration } = node;
    const scoped = declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration';
    walk.define(node, 'default', walk.through(declaration, context, scoped ? {} : { assigned: 'default' }), context, { exported: true });
  },
  TSExportAssignment(node: TSESTree.TSExportAssignment, context: Context, walk: Walk<Node>): undefined {
    walk.define(node, 'default', walk.through(node.expression, context, { assigned: 'default' }), context, { exported: true });
  },
};

function importedName(specifier: TSESTree.ImportClause): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  return specifier.type === 'ImportNamespaceSpecifier' ? '*' : nameOf(specifier.imported);
}

function exportSpecifier(specifier: TSESTree.ExportSpecifier, module: string | undefined, context: Context, walk: Walk<Node>): void {
  const local = nameOf(specifier.local);
  const exported = nameOf(specifier.exported);
  if (module !== undefined) walk.import({ local: exported, module, name: local, place: walk.place(specifier) });
  else if (local === exported) walk.exports(local);
  else walk.define(specifier, exported, walk.name(specifier.local, [local]), context, { exported: true });
}

const nameOf = (node: TSESTree.Identifier | TSESTree.StringLiteral): string => (node.type === 'Identifier' ? node.name : node.value);
