import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import { baseName, tail, visible, words } from '../python/words.ts';

/** What a `java` command line says. */
export interface JavaCommand {
  /** `--key=value` behind the program. */
  readonly args: readonly Text[];
  /** `key` → value of `-Dkey=value`, also of JAVA_OPTS and JAVA_TOOL_OPTIONS. */
  readonly properties: ReadonlyMap<string, Text>;
  /** The jar or the main class. */
  readonly program: string | undefined;
}

const valued = new Set(['-cp', '-classpath', '--class-path', '-p', '--module-path', '--add-modules', '--add-opens', '--add-exports', '--add-reads']);

export function javaCommand(process: Process): JavaCommand | undefined {
  const [word, ...rest] = process.argv;
  if (word?.value === undefined || baseName(word.value) !== 'java') return undefined;
  const at = programAt(rest);
  return { args: rest.slice(at + 1), properties: propertiesIn([...fromVariables(process), ...rest.slice(0, at)]), program: rest[at]?.value };
}

/** What a process says that starts Java without a command of its own. */
export const systemProperties = (process: Process): JavaCommand => ({ args: [], properties: propertiesIn(fromVariables(process)), program: undefined });

const fromVariables = (process: Process): readonly Text[] => ['JAVA_TOOL_OPTIONS', 'JAVA_OPTS', 'JDK_JAVA_OPTIONS'].flatMap((name) => process.env.get(name) ?? []).flatMap(words);

function propertiesIn(options: readonly Text[]): ReadonlyMap<string, Text> {
  const properties = new Map<string, Text>();
  for (const option of options) {
    const [, name] = /^-D([\w.-]+)=/.exec(visible(option)) ?? [];
    if (name !== undefined) properties.set(name, tail(option, name.length + 3));
  }
  return properties;
}

/** The index of the jar or main class. */
function programAt(words: readonly Text[]): number {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    const text = word === undefined ? '' : visible(word);
    if (text === '-jar') return at + 1;
    if (valued.has(text)) at += 1;
    else if (!text.startsWith('-') && !text.startsWith('$')) return at;
  }
  return words.length;
}
