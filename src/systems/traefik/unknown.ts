import { no } from '../../model/value.ts';
import type { Written } from '../system.ts';
import { entryPointOptions, facts, forwardingOptions, links } from './facts.ts';
import type { Entry, Options } from './options.ts';

/** Options that speak of a timeout, below an entry point's or a transport's own, and that Traefik does not have. */
export function unknownOptions(options: Options): readonly Written[] {
  return [...options.values()].filter(({ table }) => !table).flatMap((entry) => families.flatMap(({ pattern, known, link }) => {
    const path = pattern.exec(entry.name)?.[1]?.toLowerCase();
    return path !== undefined && speaksOfTime.test(path) && !known.some((name) => name.toLowerCase() === path) ? [unknown(entry, known, link)] : [];
  }));
}

const speaksOfTime = /timeout/;

/** `transport` holds these alone; below it `respondingTimeouts` and `lifeCycle`, in both majors. */
const families = [
  {
    pattern: /^entrypoints\.[^.]+\.(transport\..+)$/i, link: links.entryPoints,
    known: [...entryPointOptions.map(({ path }) => path), 'transport.lifeCycle.requestAcceptGraceTimeout', 'transport.keepAliveMaxRequests'],
  },
  {
    pattern: /^(?:http\.serverstransports\.[^.]+|serverstransport)\.(.+)$/i, link: links.transport,
    known: [...forwardingOptions.map(({ path }) => path), 'forwardingTimeouts.readIdleTimeout', 'forwardingTimeouts.pingTimeout'],
  },
] as const;

function unknown({ name, text, keyPlace }: Entry, known: readonly string[], link: string): Written {
  return {
    fault: 'ineffective', system: facts.system, name, text, place: keyPlace, related: [], refused: true,
    works: no('Traefik has no option of this name', keyPlace),
    symptom: 'Traefik does not start, or does not load this file',
    advice: `write one of ${known.filter((one) => speaksOfTime.test(one.toLowerCase())).join(', ')}`,
    link,
  };
}
