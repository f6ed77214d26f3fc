import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import { never, type Text } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';
import { frameworkFile } from '../../workloads/sources.ts';
import { treeOf } from '../program/tree.ts';
import type { Reader } from '../reader.ts';
import { configured } from '../setting.ts';
import type { Listener } from '../system.ts';
import { ports } from './facts.ts';
import type { Launch } from './launch.ts';
import { frameworkListener } from './listen.ts';

/** A server that a framework generates: the repository only has its configuration. */
export interface Framework {
  readonly place: Place;
  readonly path: string | undefined;
  readonly settings: readonly Setting[];
  readonly listens: readonly Listener[];
}

interface Output {
  readonly script: RegExp;
  readonly files: readonly string[];
  /** What the configuration must name for the server to be this one. */
  readonly mentions: RegExp;
  readonly port: number;
  /** A variable in milliseconds that sets the idle timeout. */
  readonly idle?: string;
}

const outputs: readonly Output[] = [
  { script: /(^|\/)server\/entry\.mjs$/, files: ['astro.config.*'], mentions: /\b\w+\(\s*\{[^}]*standalone/, port: ports.astro },
  { script: /(^|\/)\.output\/server\/index\.mjs$/, files: ['nuxt.config.*'], mentions: /(?:)/, port: ports.others },
  { script: /^(\.\/)?build(\/index\.js)?$/, files: ['svelte.config.*'], mentions: /adapter-node/, port: ports.others },
  { script: /(^|\/)server\.js$/, files: ['next.config.*'], mentions: /standalone/, port: ports.others, idle: 'KEEP_ALIVE_TIMEOUT' },
];

const number = (text: string): number | typeof never | undefined => (/^\d+$/.test(text) ? (Number(text) === 0 ? never : Number(text)) : undefined);

/** The framework whose build makes the script of a process. */
export function generated(script: string, process: Process, reader: Reader): Framework | undefined {
  for (const output of outputs) {
    if (!output.script.test(script)) continue;
    const source = frameworkFile(process, output.files, treeOf(reader, process))?.source;
    const match = source && output.mentions.exec(source.text);
    if (!source || !match) continue;
    reader.claim(source);
    const place = placeOf(source, match);
    const idle = output.idle === undefined ? undefined : process.env.get(output.idle);
    return { place, path: source.path, settings: idle ? [configured('downstream.idle', output.idle ?? '', idle, number)] : [], listens: [frameworkListener(process, output.port, place)] };
  }
  return undefined;
}

const placeOf = (source: Source, match: RegExpExecArray): Place => (match[0] === '' ? source.place(0) : source.place(match.index, match.index + match[0].length));

/** `next start`, `nuxt start`, `remix-serve`: servers behind a command. */
export function commanded(launch: Launch, process: Process): Framework | undefined {
  const [name = '', verb] = (launch.command ?? '').split(' ');
  const served = name === 'next' || name.startsWith('nux') ? verb === 'start' : name.endsWith('-serve');
  if (!served) return undefined;
  const flag = name === 'next' ? flagOf(launch.args, ['--keepAliveTimeout']) : undefined;
  const port = flagOf(launch.args, ['-p', '--port']);
  const place = launch.args[0]?.places[0] ?? process.place;
  return { place, path: launch.folder && `${launch.folder}/package.json`, settings: flag ? [configured('downstream.idle', '--keepAliveTimeout', flag, number)] : [], listens: [frameworkListener(process, ports.others, place, port?.value)] };
}

function flagOf(args: readonly Text[], names: readonly string[]): Text | undefined {
  for (const [index, word] of args.entries()) {
    const text = word.value ?? word.expression;
    if (names.includes(text)) return args[index + 1];
    const name = names.find((one) => text.startsWith(`${one}=`));
    if (name !== undefined) return { ...word, ...(word.value !== undefined && { value: word.value.slice(name.length + 1) }), expression: word.expression.slice(name.length + 1) };
  }
  return undefined;
}
