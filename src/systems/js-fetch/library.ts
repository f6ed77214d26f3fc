import { own } from '../../model/own.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import { isShadowed, methodOf, objectOf } from '../program/calls.ts';
import { pinned } from '../program/version.ts';
import type { Reader } from '../reader.ts';

/** Whose fetch a call is. */
export interface Library {
  readonly kind: 'global' | 'undici' | 'node-fetch';
  /** `request` of undici, which has options of its own. */
  readonly request: boolean;
  readonly major: number | undefined;
}

const globals = new Set(['fetch', 'globalThis.fetch', 'window.fetch', 'self.fetch', 'global.fetch']);
const packages: Readonly<Record<string, 'undici' | 'node-fetch'>> = { undici: 'undici', 'node-fetch': 'node-fetch', 'cross-fetch': 'node-fetch', 'isomorphic-fetch': 'node-fetch' };

/** The library behind a call, if it is a fetch. */
export function fetcher(call: Call, program: Program, reader: Reader): Library | undefined {
  if (call.construct !== 'call' || call.receiver) return undefined;
  const head = objectOf(call) || call.callee;
  const origin = program.imports.find((entry) => entry.local === head && own(packages, entry.module) !== undefined);
  const kind = origin && own(packages, origin.module);
  if (origin && kind) return ofPackage(call, kind, origin.name, reader, program);
  if (!globals.has(call.callee) || isShadowed(program, head, call.scope)) return undefined;
  return { kind: 'global', request: false, major: undefined };
}

function ofPackage(call: Call, kind: 'undici' | 'node-fetch', name: string, reader: Reader, program: Program): Library | undefined {
  const exported = name === 'default' || name === '*' ? methodOf(call) : name;
  const whole = objectOf(call) === '' && (name === 'default' || name === '*');
  const called = whole && kind === 'node-fetch' ? 'fetch' : exported;
  if (called !== 'fetch' && !(kind === 'undici' && called === 'request')) return undefined;
  const version = pinned(reader.dependency(program.source.path, kind));
  return { kind, request: called === 'request', major: version === undefined ? undefined : Number.parseInt(version, 10) };
}
