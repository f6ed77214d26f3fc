import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import type { Listener } from '../system.ts';
import { ports } from './facts.ts';

/** What `varnishd` is started with. */
export interface Arguments {
  readonly file: Text | undefined;
  readonly backend: Text | undefined;
  readonly listens: readonly Text[];
  /** `-p name=value`, by name. */
  readonly parameters: ReadonlyMap<string, Text>;
}

export function argumentsOf(words: readonly Text[]): Arguments {
  const given = (flag: string): readonly Text[] => words.flatMap((word, index) => {
    if (word.value === flag) return words[index + 1] ?? [];
    return word.value?.startsWith(flag) ? { ...word, value: word.value.slice(flag.length) } : [];
  });
  const parameters = given('-p').flatMap((text) => {
    const [, name = '', value] = /^(\w+)=(.*)$/.exec(text.value ?? text.expression) ?? [];
    return value === undefined ? [] : [[name, { ...text, value: text.value === undefined ? undefined : value }] as const];
  });
  return { file: given('-f').at(-1), backend: given('-b').at(-1), listens: given('-a'), parameters: new Map(parameters) };
}

/** `-a :80`, `-a http=0.0.0.0:6081,HTTP`, `-a /run/varnish.sock`; the image adds its own. */
export function listenersOf({ listens }: Arguments, { env, place }: Process, ofImage: boolean): readonly Listener[] {
  const found = listens.map((text): Listener => {
    const address = (text.value ?? '').replace(/^\w+=/, '').split(',')[0] ?? '';
    if (address.startsWith('/')) return { kind: 'socket', path: address, protocol: 'http/1.1', place: text.places[0] };
    const port = /:(\d{1,5})$/.exec(address)?.[1];
    return { kind: 'port', port: port === undefined ? undefined : Number(port), protocol: 'http/1.1', place: text.places[0] };
  });
  if (found.length > 0) return found;
  const port = Number(env.get('VARNISH_HTTP_PORT')?.value ?? (ofImage ? ports.image : ports.plain));
  return [{ kind: 'port', port: Number.isNaN(port) ? undefined : port, protocol: 'http/1.1', place }];
}
