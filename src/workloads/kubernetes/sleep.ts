import type { Text } from '../../model/value.ts';

const shell = /^(?:.*\/)?(?:ba|da|a|z|k)?sh$/;
/** What may stand beside a sleep without adding time that matters. */
const instant = /^(?:echo|true|:|kill|touch|exit|nginx -s|\/usr\/s?bin\/nginx -s|set)\b|^(?:\/usr\/bin\/)?(?:curl|wget)\s.*\bhttps?:\/\/(?:localhost|127\.0\.0\.1)\b/;

/** The seconds that a command sleeps for, if it does nothing else that takes time. */
export function sleepOf(words: readonly Text[]): Text | undefined {
  const [program, ...args] = words;
  if (program?.value === undefined) return undefined;
  if (/^(?:.*\/)?sleep$/.test(program.value)) return args.length === 1 ? inSeconds(args[0]) : undefined;
  const script = args.at(-1);
  if (!shell.test(program.value) || script?.value === undefined || args.length < 2) return undefined;
  const parts = script.value.split(/;|&&|\n/).map((part) => part.trim()).filter((part) => part !== '');
  const sleeps = parts.flatMap((part) => /^(?:\/(?:usr\/)?bin\/)?sleep (\d+)s?$/.exec(part)?.[1] ?? []);
  const isPlain = parts.every((part) => / ?sleep \d+s?$/.test(part) || instant.test(part));
  if (sleeps.length === 0 || !isPlain) return undefined;
  return { ...script, value: String(sleeps.reduce((sum, each) => sum + Number(each), 0)) };
}

function inSeconds(text: Text | undefined): Text | undefined {
  const amount = text?.value === undefined ? undefined : /^(\d+)([sm]?)$/.exec(text.value);
  if (!text || !amount) return undefined;
  return amount[2] === 'm' ? { ...text, value: String(Number(amount[1]) * 60) } : { ...text, value: amount[1] ?? '' };
}
