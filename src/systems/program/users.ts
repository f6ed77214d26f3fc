import { posix } from 'node:path';
import type { Import, Program } from '../../syntax/program/tree.ts';
import type { Reader } from '../reader.ts';
import { isClientCode, javascript } from './client-code.ts';

/** A file that uses what another one exports, and the name that it gives to it. */
export interface User {
  readonly program: Program;
  readonly local: string;
}

const suffixes = ['.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs'];
const most = 200;

/** The files that import one of the exported names of a JavaScript module. */
export async function usersOf(program: Program, names: readonly string[], reader: Reader): Promise<readonly User[]> {
  const users: User[] = [];
  for (const path of candidates(program.source.path, reader)) {
    const source = reader.open(path);
    const other = source && isClientCode(path, source.text, javascript) ? await reader.program(source) : undefined;
    for (const entry of other?.imports ?? []) {
      if (other && names.includes(entry.name) && (await leadsTo(entry, other, program, reader))) users.push({ program: other, local: entry.local });
    }
  }
  return users;
}

function candidates(path: string, reader: Reader): readonly string[] {
  const stem = stemOf(path);
  const mention = new RegExp(`['"](?:\\.|@|~|src)[^'"\\n]{0,200}?\\b${stem.replace(/[^\w]/g, '\\$&')}(?:\\.[cm]?[jt]sx?)?['"]`);
  const found = suffixes.flatMap((suffix) => reader.find(suffix)).filter((other) => other !== path && !/(^|\/)node_modules\//.test(other));
  return found.filter((other) => mention.test(reader.open(other)?.text ?? '')).slice(0, most);
}

function stemOf(path: string): string {
  const base = posix.basename(path).replace(/\.[^.]+$/, '');
  return base === 'index' ? posix.basename(posix.dirname(path)) : base;
}

async function leadsTo(entry: Import, from: Program, program: Program, reader: Reader): Promise<boolean> {
  return (await reader.importer.resolve(from, entry.module))?.source.path === program.source.path;
}
