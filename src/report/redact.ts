import { holdsData, namesSecret } from './redact-context.ts';

/** Columns are 1-based and half open, as in a place. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A stretch of a line; a hidden one is shown as an ellipsis. */
export interface Piece extends Span {
  readonly hidden: boolean;
}

const longest = 2000;

/** What a report may show of a line: logs of CI are public, so nothing that could be a secret. */
export function redact(lines: readonly string[], index: number, file: string, marked?: Span): readonly Piece[] {
  const line = (lines[index] ?? '').slice(0, longest);
  const hidden = new Array<boolean>(line.length).fill(false);
  if (holdsData(lines, index, file)) hideData(line, hidden);
  hideUrlCredentials(line, hidden);
  hideAfterSecretNames(line, hidden);
  hideVariables(line, hidden);
  hideOpaque(line, hidden);
  if (marked) showAmounts(line, hidden, marked);
  return pieces(hidden);
}

const amount = /^[-+]?(?:\d{1,9}(?:_\d{3}){0,3}(?:\.\d{1,6})?|(?:\d{1,9}(?:\.\d{1,6})?(?:ns|us|µs|ms|s|sec|min|m|h|d|%|k|g|ki|mi|gi)){1,4})$/i;
const harmless = /^(true|false|on|off|yes|no|none|null|never|y|n|--?[a-z][a-z0-9-]{0,40}|\$[A-Z_][A-Z0-9_]{0,60})$/;
const clock = /time|ttl|idle|keep|interval|period|delay|expir|(^|[-_.])(age|seconds|secs|ms|grace)($|[-_.])/i;
const isSafe = (word: string): boolean => word.length <= 64 && (amount.test(word) || harmless.test(word));

/** In data only keys, durations, numbers and option names stay. */
function hideData(line: string, hidden: boolean[]): void {
  const key = leadingKey(line);
  for (const word of line.matchAll(/[^\s"'`=:,;{}()[\]|&<>]+/g)) {
    if (isSafe(word[0]) || word[0] === '-' || (word.index === key?.at && word[0] === key.text) || isKey(line, word.index, word[0])) continue;
    hidden.fill(true, word.index, word.index + word[0].length);
  }
}

/** The name at the start of a line, when what follows makes it one: `KEY=`, `key: `, `directive … ;`. */
function leadingKey(line: string): { readonly at: number; readonly text: string } | undefined {
  const found = /^(\s*(?:-\s+)?(?:(?:ENV|ARG|export|Environment)[\s=]+)?["']?)([A-Za-z_][\w./-]{0,60})(.*)$/.exec(line);
  if (!found) return undefined;
  const [, before = '', text = '', after = ''] = found;
  const named = /^["']?\s*[:=]/.test(after) && !/^:\/\//.test(after);
  const directive = /^[a-z][a-z_-]{1,40}$/.test(text) && /^\s/.test(after) && (/[;{]\s*$/.test(after) || after.trim().split(/\s+/).every(isSafe));
  return named || directive ? { at: before.length, text } : undefined;
}

/** A key of a one-line map, or a variable's name behind `name:`. */
function isKey(line: string, at: number, word: string): boolean {
  const before = line.slice(Math.max(0, at - 40), at);
  const after = line.slice(at + word.length, at + word.length + 4);
  if (/^(ENV|ARG|export|Environment)$/.test(word) && line.slice(0, at).trim() === '') return true;
  if (/^[A-Z_][A-Z0-9_]{0,60}$/.test(word) && after.startsWith('=') && /(^|\s)["']?$/.test(before)) return true;
  if (/\bname["']?\s*[:=]\s*["']?$/.test(before) && /^[A-Z_][A-Z0-9_]{0,60}$/.test(word)) return true;
  return /^[A-Za-z_][\w.-]{0,60}$/.test(word) && /[{,]\s*["']?$/.test(before) && /^["']?\s*[:=][^/]/.test(after);
}

function hideUrlCredentials(line: string, hidden: boolean[]): void {
  for (const found of line.matchAll(/:\/\/([^\s/"'<>]{1,300})@/g)) hidden.fill(true, found.index + 3, found.index + 3 + (found[1] ?? '').length);
}

function hideAfterSecretNames(line: string, hidden: boolean[]): void {
  for (const found of line.matchAll(/(?<!\/\/|[\w.$-])([\w.$-]{1,80})(["'\]]{0,2}(?:\s*(?:=>|:=|[:=])\s*|\s+(?=["'\w$/+]))|["']\s*,\s*(?=["']))/g)) {
    const name = found[1] ?? '';
    const listed = (found[2] ?? '').includes(',') && !name.startsWith('-');
    if (!namesSecret(name) || /^(key|auth)$/.test(name) || listed) continue;
    const from = found.index + found[0].length;
    const rest = line.slice(from).replace(/[\s;{]*$/, '');
    if (clock.test(name) && rest.split(/[\s"',;)}]+/).filter(Boolean).every(isSafe)) continue;
    hidden.fill(true, from, from + rest.length);
    return;
  }
}

/** `NAME=value`, wherever it stands. */
function hideVariables(line: string, hidden: boolean[]): void {
  for (const found of line.matchAll(/(?<![\w$])[A-Z][A-Z0-9_]{1,60}(?:=|:\s+)["']?([^\s"',;)}]+)/g)) {
    const value = found[1] ?? '';
    if (isSafe(value)) continue;
    const from = found.index + found[0].length - value.length;
    hidden.fill(true, from, from + value.length);
  }
}

/** Keys, hashes and certificates are known by their looks. */
function hideOpaque(line: string, hidden: boolean[]): void {
  for (const found of line.matchAll(/[A-Za-z0-9+/_=-]{20,}/g)) {
    const text = found[0];
    const digits = text.replace(/\D/g, '').length;
    const mixed = /[a-z]/.test(text) && /[A-Z]/.test(text) && digits >= 3;
    const hex = /^[0-9a-f]{32,}$/i.test(text) && digits >= 4;
    const prefixed = /^(gh[opsu]_|github_pat_|xox[a-z]-|AKIA|ASIA|sk_|sk-|eyJ|glpat-)/.test(text);
    if (mixed || hex || prefixed) hidden.fill(true, found.index, found.index + text.length);
  }
}

/** Durations and numbers under the mark are what the finding is about. */
function showAmounts(line: string, hidden: boolean[], marked: Span): void {
  if (marked.to - marked.from > 24) return;
  for (const word of line.matchAll(/[^\s"'`=:,;{}()[\]|&<>]+/g)) {
    const end = word.index + word[0].length;
    if (word.index + 1 >= marked.from && end < marked.to + 1 && amount.test(word[0])) hidden.fill(false, word.index, end);
  }
}

function pieces(hidden: readonly boolean[]): readonly Piece[] {
  const found: Piece[] = [];
  for (const [index, hide] of hidden.entries()) {
    const last = found.at(-1);
    if (last?.hidden === hide) found[found.length - 1] = { ...last, to: index + 2 };
    else found.push({ from: index + 1, to: index + 2, hidden: hide });
  }
  return found;
}
