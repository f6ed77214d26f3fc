import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import { cleanFolder, filesBelow } from '../folders.ts';
import { remembered, type Surroundings, type Tool } from './context.ts';
import type { Found } from './evaluate.ts';
import { agreed, foundIn } from './yaml-values.ts';

const yamlName = /\.ya?ml$/;
const ofEverybody = /(?:^|\/)group_vars\/all(?:\.ya?ml$|\/)/;
const ofSome = /(?:^|\/)(?:group_vars|host_vars)\//;
const mostFiles = 300;

/** Templates of roles and playbooks. The defaults of a role hold unless the repository itself says otherwise for some host. https://docs.ansible.com/ansible/latest/playbook_guide/playbooks_variables.html */
export function ansible({ tree, syntax }: Surroundings): Tool {
  const documents = remembered((path) => {
    const source = tree.open(path);
    return source ? syntax.yaml(source).documents[0] : undefined;
  });
  const valuesIn = (paths: readonly string[], name: string): readonly Found[] => paths.flatMap((path) => foundIn(documents(path), name) ?? []);
  const contextOf = remembered((role: string) => {
    const files = filesOf(role, tree);
    const found = remembered((name: string) => {
      if (isWrittenIn(files.plays, name, tree)) return undefined;
      const specific = valuesIn(files.some, name);
      const general = [files.vars, files.all, files.defaults].map((paths) => valuesIn(paths, name)).find((values) => values.length > 0) ?? [];
      return agreed([...general, ...specific]);
    });
    return { lookup: found };
  });
  return { contextOf: (path) => (isTemplate(path, tree) ? contextOf(roleOf(path)) : undefined) };
}

function isTemplate(path: string, tree: Tree): boolean {
  if (!/(?:^|\/)templates\//.test(path)) return false;
  if (/\.j(?:inja)?2$/.test(path)) return true;
  const role = roleOf(path);
  return ['tasks/main.yml', 'tasks/main.yaml'].some((file) => tree.has(posix.join(role, file)));
}

/** The folder above the innermost `templates`. */
const roleOf = (path: string): string => cleanFolder(path.slice(0, path.lastIndexOf('templates/')) || '.');

interface RoleFiles {
  readonly defaults: readonly string[];
  readonly vars: readonly string[];
  readonly all: readonly string[];
  /** Of single groups and hosts. */
  readonly some: readonly string[];
  readonly plays: readonly string[];
}

function filesOf(role: string, tree: Tree): RoleFiles {
  const named = (folder: string): readonly string[] => filesBelow(tree, posix.join(role, folder)).filter((path) => yamlName.test(path));
  const inventory = tree.files.filter((path) => ofSome.test(path) && isNear(path, tree)).slice(0, mostFiles);
  return {
    defaults: named('defaults').filter((path) => /\/main(?:\.ya?ml$|\/)/.test(path)),
    vars: named('vars'),
    all: inventory.filter((path) => ofEverybody.test(path)),
    some: inventory.filter((path) => !ofEverybody.test(path)),
    plays: tree.files.filter((path) => yamlName.test(path) && isPlay(path, tree)).slice(0, mostFiles),
  };
}

const isNear = (path: string, tree: Tree): boolean => !tree.projectOf(path).sample && (yamlName.test(path) || posix.extname(path) === '');

/** A playbook, or the role's own use of another role, which may pass variables on. */
function isPlay(path: string, tree: Tree): boolean {
  if (tree.projectOf(path).sample || /(?:^|\/)(?:defaults|vars|group_vars|host_vars|templates|files)\//.test(path)) return false;
  const text = tree.open(path)?.text ?? '';
  return /^[ \t]*(?:- )?(?:hosts|roles|include_role|import_role|ansible\.builtin\.(?:include|import)_role|dependencies):/m.test(text);
}

/** Whether a playbook gives the variable a value of its own. */
function isWrittenIn(plays: readonly string[], name: string, tree: Tree): boolean {
  const root = name.split('.')[0] ?? name;
  const written = new RegExp(`(?:^|[\\s{,-])["']?${root.replace(/\W/g, '\\$&')}["']?\\s*[:=](?!=)`, 'm');
  return plays.some((path) => written.test(tree.open(path)?.text ?? ''));
}

