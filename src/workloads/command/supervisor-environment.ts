import type { Text } from '../../model/value.ts';
import type { IniEntry } from '../../syntax/ini.ts';
import type { Source } from '../../syntax/source.ts';
import { sourceAt } from '../embed.ts';

const longest = 10_000;

/** `environment=A="1",B=2` of a supervisor program, on top of what supervisord itself was started with. */
export function supervisorEnvironment(file: Source, entry: IniEntry | undefined, env: ReadonlyMap<string, Text>): ReadonlyMap<string, Text> {
  if (!entry || entry.value.length > longest) return env;
  const source = sourceAt(file, entry.value, entry.valuePlace);
  const added = [...source.text.matchAll(/([A-Za-z_]\w{0,80})[ \t]*=[ \t]*("[^"]*"|'[^']*'|[^,\n]*)/g)].map((found): readonly [string, Text] => {
    const raw = (found[2] ?? '').trim().replace(/^(["'])([^]*)\1$/, '$2');
    const value = raw.replace(/%\(ENV_(\w+)\)s/g, (whole, name: string) => env.get(name)?.value ?? whole);
    const start = found.index + found[0].length - (found[2] ?? '').length;
    return [found[1] ?? '', { value: value.includes('%(') ? undefined : value, expression: raw, places: [source.place(start, found.index + found[0].length)], origin: 'configured' }];
  });
  return new Map([...env, ...added]);
}
