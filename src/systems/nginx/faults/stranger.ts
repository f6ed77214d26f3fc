import { no } from '../../../model/value.ts';
import type { Written } from '../../system.ts';
import type { Context } from '../context.ts';
import { links, type Pass, passes } from '../facts.ts';
import { textOf } from '../text.ts';
import { type Block, walk } from '../tree.ts';
import type { Use } from '../uses.ts';

const phases = ['connect', 'send', 'read'] as const;

const timeouts: ReadonlyMap<string, { readonly pass: Pass; readonly phase: (typeof phases)[number] }> = new Map(passes.flatMap((pass) => phases.map((phase) => [`${pass.prefix}_${phase}_timeout`, { pass, phase }] as const)));

/** Timeouts of another module than the one that passes the request on: `proxy_read_timeout` beside `uwsgi_pass`. */
export function strangerFaults(uses: readonly Use[], context: Context): readonly Written[] {
  return uses.flatMap((use) => {
    const children = use.block.children ?? [];
    const isForeign = (block: Block): boolean => (timeouts.get(block.name)?.pass.prefix ?? use.pass.prefix) !== use.pass.prefix;
    if (!children.some(isForeign)) return [];
    const present = new Set(walk(children).map((block) => block.name));
    return children.filter(isForeign).flatMap((block) => {
      const meant = timeouts.get(block.name);
      return meant && !present.has(meant.pass.directive) ? strangerFault(block, meant.phase, use, context) : [];
    });
  });
}

function strangerFault(block: Block, phase: (typeof phases)[number], use: Use, context: Context): readonly Written[] {
  const [argument] = block.args;
  if (!argument) return [];
  const right = `${use.pass.prefix}_${phase}_timeout`;
  return [{
    fault: 'ineffective', system: 'nginx', name: block.name, text: textOf(argument, context.variables), timer: `upstream.${phase}`, place: block.place,
    related: [{ place: use.directive.place, message: `${use.pass.directive} obeys ${right}` }],
    works: no(`the request is passed on by ${use.pass.directive}, which does not know ${block.name}`, use.directive.place),
    symptom: `${right} stays at what is written elsewhere or at its default of 60 s`,
    advice: `write ${right} ${argument.text}`,
    link: links.docs(use.pass.prefix, right),
  }];
}
