import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import { tail, visible } from '../python/words.ts';
import type { Reader } from '../reader.ts';
import type { JavaCommand } from './java-command.ts';
import { type Properties, uniform } from './properties.ts';

/** A property that somebody wrote, with the name under which it is written. */
export interface Found {
  readonly name: string;
  readonly text: Text;
}

export type Lookup = (key: string) => Found | undefined;

/** Command line, then system properties, then the environment, then the files, of which the last one wins. */
export function lookupIn(command: JavaCommand, process: Process, files: readonly Properties[], reader: Reader): Lookup {
  return (key) => {
    const wanted = uniform(key);
    const found = fromArguments(wanted, command) ?? fromSystem(wanted, command) ?? fromEnvironment(key, process) ?? fromFiles(wanted, files);
    return found && { ...found, text: substituted(found.text, process, reader) };
  };
}

function fromArguments(wanted: string, { args }: JavaCommand): Found | undefined {
  for (const word of args.toReversed()) {
    const [, name] = /^--([\w.[\]-]+)=/.exec(visible(word)) ?? [];
    if (name !== undefined && uniform(name) === wanted) return { name: `--${name}`, text: tail(word, name.length + 3) };
  }
  return undefined;
}

function fromSystem(wanted: string, { properties }: JavaCommand): Found | undefined {
  const found = [...properties].find(([name]) => uniform(name) === wanted);
  return found && { name: `-D${found[0]}`, text: found[1] };
}

/** `SERVER_TOMCAT_KEEPALIVETIMEOUT`; dashes may also stand as underscores. */
function fromEnvironment(key: string, { env }: Process): Found | undefined {
  const names = [key.replaceAll('-', ''), key].map((name) => name.replace(/[.-]/g, '_').toUpperCase());
  for (const name of names) {
    const text = env.get(name);
    if (text) return { name, text };
  }
  return undefined;
}

function fromFiles(wanted: string, files: readonly Properties[]): Found | undefined {
  const found = files.findLast(({ values }) => values.has(wanted))?.values.get(wanted);
  return found && { name: found.key, text: found.text };
}

/** `${VARIABLE:default}`; any other expression is only known at run time. */
function substituted(text: Text, process: Process, reader: Reader): Text {
  if (text.value === undefined || !text.value.includes('${')) return text;
  const [, variable = '', fallback] = /^\$\{([\w.-]+)(?::([^${}]*))?\}$/.exec(text.value.trim()) ?? [];
  const given = process.env.get(variable) ?? process.env.get(variable.replace(/[.-]/g, '_').toUpperCase());
  if (given) return { ...given, places: [...given.places, ...text.places] };
  const declared = variable === '' ? undefined : reader.declared(variable);
  if (declared !== undefined) return { ...text, value: declared, expression: text.value, origin: 'declared', variable };
  return { ...text, value: fallback, expression: text.value, origin: fallback === undefined ? text.origin : 'visible-default', ...(variable === '' ? {} : { variable }) };
}
