import { no } from '../../model/value.ts';
import type { CaddyDirective } from '../../syntax/caddyfile.ts';
import type { Written } from '../system.ts';
import type { Expanded } from './expand.ts';
import { links, serverOptions, transportOptions } from './facts.ts';
import { caddyTime, textOf, type Variables } from './text.ts';

/** Durations that Caddy refuses: bare numbers above all. */
export function faultsOf({ globals, sites }: Expanded, variables: Variables): readonly Written[] {
  const timeouts = blocksOf(globals, 'timeouts').flatMap(({ children = [] }) => children.filter(({ name }) => serverOptions.some((option) => option.name === name)));
  const names = new Set([...transportOptions.map(({ name }) => name), 'keepalive']);
  const transports = sites.flatMap(({ directives }) => blocksOf(directives, 'transport')).flatMap(({ children = [] }) => children.filter(({ name }) => names.has(name)));
  return [...timeouts.flatMap((line) => invalid(line, links.servers, variables)), ...transports.flatMap((line) => invalid(line, links.transport, variables))];
}

function blocksOf(directives: readonly CaddyDirective[], name: string): readonly CaddyDirective[] {
  return directives.flatMap((directive) => [...(directive.name === name ? [directive] : []), ...blocksOf(directive.children ?? [], name)]);
}

function invalid({ name, args }: CaddyDirective, link: string, variables: Variables): readonly Written[] {
  const [word] = args;
  const text = word && textOf(word, variables);
  if (!text || text.value === undefined || text.value === 'off' || /[{}]/.test(text.value) || caddyTime(text.value) !== undefined) return [];
  const timer = [...serverOptions, ...transportOptions].find((option) => option.name === name)?.timer ?? 'upstream.idle';
  return [{
    fault: 'invalid', system: 'caddy', name, text, timer, place: text.places[0], related: [], refused: true, link,
    works: no('Caddy takes a duration with a unit, such as 30s or 2m', ...text.places),
    symptom: 'Caddy refuses the configuration and does not start',
    advice: /^\d+$/.test(text.value) ? `write ${name} ${text.value}s if seconds are meant` : `write ${name} as a duration such as 30s`,
  }];
}
