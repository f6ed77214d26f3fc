import type { Place } from '../../model/place.ts';
import type { HaproxyFile, HaproxyLine, HaproxySection } from '../../syntax/haproxy.ts';

/** A frontend, backend or listen section with what its defaults section hands down. */
export interface Proxy {
  readonly kind: 'frontend' | 'backend' | 'listen';
  readonly name: string;
  readonly place: Place;
  readonly own: readonly HaproxyLine[];
  readonly inherited: readonly HaproxyLine[];
}

export interface Configuration {
  readonly global: readonly HaproxyLine[];
  readonly proxies: readonly Proxy[];
  /** Every section that can hold timeouts, `defaults` included. */
  readonly timed: readonly HaproxySection[];
}

/** Files given one after the other are one configuration. */
export function configurationOf(files: readonly HaproxyFile[]): Configuration {
  const sections = files.flatMap((file) => file.sections).map((section) => ({ ...section, lines: section.lines.map(modern) }));
  const named = new Map<string, readonly HaproxyLine[]>();
  let latest: readonly HaproxyLine[] = [];
  const proxies: Proxy[] = [];
  for (const section of sections) {
    const from = section.header.words.findIndex((word) => word.text === 'from');
    const base = from < 0 ? undefined : named.get(section.header.words[from + 1]?.text ?? '');
    if (section.kind === 'defaults') {
      latest = [...(base ?? []), ...section.lines];
      if (section.name !== undefined) named.set(section.name, latest);
    } else if (isProxy(section.kind)) proxies.push({ kind: section.kind, name: section.name ?? '', place: section.header.place, own: section.lines, inherited: base ?? latest });
  }
  return {
    global: sections.filter(({ kind }) => kind === 'global').flatMap(({ lines }) => lines),
    proxies,
    timed: sections.filter(({ kind }) => kind === 'defaults' || isProxy(kind)),
  };
}

/** The one-word timeouts of releases before 2.1. */
const formerNames: ReadonlyMap<string, string> = new Map([['clitimeout', 'client'], ['srvtimeout', 'server'], ['contimeout', 'connect']]);

function modern(line: HaproxyLine): HaproxyLine {
  const [first, ...rest] = line.words;
  const name = formerNames.get(first?.text ?? '');
  return first && name !== undefined ? { ...line, words: [{ ...first, text: 'timeout' }, { ...first, text: name }, ...rest] } : line;
}

const isProxy = (kind: string): kind is Proxy['kind'] => kind === 'frontend' || kind === 'backend' || kind === 'listen';

const starts = (line: HaproxyLine, words: readonly string[]): boolean => words.every((word, index) => line.words[index]?.text === word);

/** The lines that begin so, in the section itself. */
export const linesOf = (proxy: Proxy, ...words: readonly string[]): readonly HaproxyLine[] => proxy.own.filter((line) => starts(line, words));

/** The lines that are in force: those of the section itself, else those of its defaults. */
export function nearest(proxy: Proxy, ...words: readonly string[]): readonly HaproxyLine[] {
  const own = linesOf(proxy, ...words);
  return own.length > 0 ? own : proxy.inherited.filter((line) => starts(line, words));
}

/** The line that switches one of some exclusive options on, unless it is switched off again. */
export function optionOf(proxy: Proxy, names: readonly string[]): HaproxyLine | undefined {
  const about = [...proxy.inherited, ...proxy.own].filter(({ words: [first, second, third] }) =>
    (first?.text === 'option' && names.includes(second?.text ?? '')) || (first?.text === 'no' && second?.text === 'option' && names.includes(third?.text ?? '')));
  const last = about.at(-1);
  return last?.words[0]?.text === 'option' ? last : undefined;
}

/** `mode`; a proxy that does not say is a plain TCP one. */
export const isHttp = (proxy: Proxy): boolean => nearest(proxy, 'mode').at(-1)?.words[1]?.text === 'http';
