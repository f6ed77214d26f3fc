import { no } from '../../../model/value.ts';
import type { Written } from '../../system.ts';
import type { Context } from '../context.ts';
import { links, passes } from '../facts.ts';
import { textOf } from '../text.ts';
import { nginxTime } from '../time.ts';
import { type Block, firstNamed, hidesBlocks, named, nearestOne, walk } from '../tree.ts';
import type { Use } from '../uses.ts';

const towardsClients = ['keepalive_timeout', 'client_header_timeout', 'client_body_timeout', 'send_timeout', 'keepalive_time'];

/** Timeouts that every block under them replaces by another value. Silent where an include hides what else there is. */
export function overriddenFaults(uses: readonly Use[], context: Context): readonly Written[] {
  if (walk(context.http).some(hidesBlocks)) return [];
  return [...towardsServers(uses, context), ...towardsClients.flatMap((name) => byServers(name, context))];
}

function towardsServers(uses: readonly Use[], context: Context): readonly Written[] {
  const levels = [context.http, ...named(context.http, 'server').map((server) => server.children ?? [])];
  return timeouts.flatMap(({ prefix, name }) => {
    const writing = new Map(levels.flatMap((level) => (firstNamed(level, name) ? [[level, new Array<Use>()]] : [])));
    if (writing.size === 0) return [];
    for (const use of uses) if (use.pass.prefix === prefix) for (const level of use.levels) writing.get(level)?.push(use);
    return [...writing].flatMap(([level, under]) => {
      const written = firstNamed(level, name);
      return written && under.length > 0 ? fault(written, under.map((use) => nearestOne(use.levels, name)), context) : [];
    });
  });
}

const timeouts = passes.flatMap(({ prefix }) => ['connect', 'send', 'read'].map((phase) => ({ prefix, name: `${prefix}_${phase}_timeout` })));

function byServers(name: string, context: Context): readonly Written[] {
  const [written] = named(context.http, name);
  const servers = named(context.http, 'server');
  if (!written || servers.length === 0) return [];
  return fault(written, servers.map((server) => named(server.children ?? [], name)[0]), context);
}

function fault(written: Block, inner: readonly (Block | undefined)[], context: Context): readonly Written[] {
  const own = timeOf(written, context);
  const others = [...new Set(inner.flatMap((block) => block ?? []))];
  const isReplaced = inner.every((block) => block && block !== written && block.when === undefined && differs(timeOf(block, context), own));
  const [argument] = written.args;
  if (written.shipped || own === undefined || !argument || !isReplaced) return [];
  return [{
    fault: 'ineffective', system: 'nginx', name: written.name, text: textOf(argument, context.variables), place: written.place,
    related: others.slice(0, 8).map((block) => ({ place: block.place, message: `this ${written.name} is in force here` })),
    works: no(`every block under it writes another ${written.name}`, written.place, ...others.map((block) => block.place)),
    symptom: 'the value is never in force', advice: 'remove it, or remove the inner values that should follow it',
    link: written.name.startsWith('client') || towardsClients.includes(written.name) ? links.docs('core', written.name) : links.docs(written.name.replace(/_.*$/, ''), written.name),
  }];
}

function timeOf(block: Block, context: Context): number | undefined {
  const [argument] = block.args;
  const text = argument && textOf(argument, context.variables).value;
  return text === undefined ? undefined : nginxTime(text);
}

const differs = (left: number | undefined, right: number | undefined): boolean => left !== undefined && right !== undefined && left !== right;
