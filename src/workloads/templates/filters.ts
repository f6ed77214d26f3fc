import type { Plain, Worth } from './evaluate.ts';

type Filter = (worth: Worth, args: readonly Worth[]) => Worth;

const open: Worth = { truth: undefined };

const made = (value: Plain): Worth => ({ truth: value !== null && value !== false && value !== '' && value !== 0, value });

const onText = (change: (text: string) => Plain): Filter => (worth) => (worth.value === undefined ? open : made(change(String(worth.value ?? ''))));

/** The same text keeps its place. */
const kept: Filter = (worth) => worth;

const fallback: Filter = (worth, [value, isForEmpty]) => {
  if (worth.truth === undefined) return value ?? open;
  return isForEmpty?.truth === true && !worth.truth ? (value ?? open) : worth;
};

/** Filters of Jinja that conditions and timers go through. */
export const filters: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ['default', fallback],
  ['d', fallback],
  ['bool', (worth) => (worth.value === undefined ? worth : made(/^(?:true|yes|on|1|y|t)$/i.test(String(worth.value))))],
  ['int', (worth) => (worth.from && /^\d+$/.test(String(worth.value)) ? worth : onText((text) => Math.trunc(Number(text)) || 0)(worth, []))],
  ['string', kept],
  ['trim', (worth) => (String(worth.value).trim() === String(worth.value) ? worth : onText((text) => text.trim())(worth, []))],
  ['lower', onText((text) => text.toLowerCase())],
  ['upper', onText((text) => text.toUpperCase())],
  ['length', (worth) => (typeof worth.value === 'string' ? made(worth.value.length) : { truth: worth.truth })],
  ['count', (worth) => (typeof worth.value === 'string' ? made(worth.value.length) : { truth: worth.truth })],
]);
