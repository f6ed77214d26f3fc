import { posix } from 'node:path';
import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import { expandWord, parseShell } from '../../syntax/shell.ts';
import { constantSource } from '../../workloads/command/constant-source.ts';

export interface Option {
  readonly name: string;
  readonly text: Text;
}

/** One call of curl: its options with their values, and its URLs. */
export interface CurlCommand {
  readonly options: readonly Option[];
  readonly urls: readonly Text[];
}

const longest = 20_000;

/** The calls that a process is there for: curl itself, or the command line of a job. */
export function curlCommands(process: Process): readonly CurlCommand[] {
  const [program, ...args] = process.argv;
  if (program?.value === undefined) return [];
  if (isCurl(program)) return [commandOf(args)];
  if (isCurlImage(process) && /^(?:-|https?:)/.test(program.value)) return [commandOf(process.argv)];
  return /^(?:cron)?job$/.test(process.workload.kind) ? inScript(process) : [];
}

const isCurl = ({ value }: Text): boolean => value !== undefined && posix.basename(value) === 'curl';
const isCurlImage = ({ image }: Process): boolean => image !== undefined && posix.basename(image.name) === 'curl';

/** `sh -c "curl … && …"`; what stands under a condition may not run. */
function inScript({ argv, env }: Process): readonly CurlCommand[] {
  const [shell, flag, script] = argv;
  if (!/^(?:.*\/)?(?:ba|da|a)?sh$/.test(shell?.value ?? '') || !/^-\w*c$/.test(flag?.value ?? '') || script?.value === undefined || script.value.length > longest) return [];
  const { commands } = parseShell(constantSource(script));
  const calls = commands.filter(({ conditional }) => conditional !== true).map(({ words }) => words.map((word) => expandWord(word, (name) => env.get(name))));
  return calls.flatMap(([first, ...rest]) => (first && isCurl(first) ? [commandOf(rest)] : []));
}

const valued: Readonly<Record<string, string>> = { m: '--max-time', X: '--request', H: '--header', d: '--data', o: '--output', u: '--user', A: '--user-agent', b: '--cookie', c: '--cookie-jar', e: '--referer', F: '--form', T: '--upload-file', w: '--write-out', x: '--proxy', E: '--cert', K: '--config', y: '--speed-time', Y: '--speed-limit', r: '--range', C: '--continue-at', z: '--time-cond', D: '--dump-header', U: '--proxy-user', P: '--ftp-port', Q: '--quote', t: '--telnet-option' };
/** Long options that stand alone; every other one takes the next word. */
const alone = /^--(?:no-.*|fail(?:-with-body|-early)?|silent|show-error|location(?:-trusted)?|verbose|insecure|compressed|get|head|include|http\d[\d.]*(?:-prior-knowledge)?|retry-(?:connrefused|all-errors)|ipv[46]|remote-name(?:-all|-time)?|remote-header-name|progress-bar|tcp-nodelay|tcp-fastopen|anyauth|basic|digest|negotiate|ntlm|globoff|path-as-is|create-dirs|raw|tlsv1(?:\.\d)?|sslv\d|ssl|parallel|next|fail-early|styled-output|post30[123]|use-ascii|append|junk-session-cookies)$/;

function commandOf(words: readonly Text[]): CurlCommand {
  const options: Option[] = [];
  const urls: Text[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    const text = word?.value;
    if (word === undefined || text === undefined || !/^-./.test(text)) {
      if (word) urls.push(word);
      continue;
    }
    const short = text.startsWith('--') ? undefined : shortOption(text);
    const name = short?.name ?? text;
    if (short ? !short.takes : alone.test(text)) {
      options.push({ name, text: word });
      continue;
    }
    const inline = short?.rest ? { ...word, value: short.rest, expression: short.rest } : undefined;
    const given = inline ?? words[(at += 1)];
    if (given && name === '--url') urls.push(given);
    else if (given) options.push({ name, text: given });
  }
  return { options, urls };
}

/** `-fsSm30`: the first letter that takes a value ends the group. */
function shortOption(text: string): { readonly name: string; readonly takes: boolean; readonly rest: string } {
  const letters = text.slice(1);
  for (const [index, letter] of [...letters].entries()) {
    const name = Object.hasOwn(valued, letter) ? valued[letter] : undefined;
    if (name !== undefined) return { name, takes: true, rest: letters.slice(index + 1) };
  }
  return { name: text, takes: false, rest: '' };
}
