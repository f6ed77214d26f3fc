import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pageOf } from './page.ts';

/** One line of docs/wire.md. */
export interface Row {
  readonly part: 'idle' | 'pool' | 'deadline' | 'upload' | 'client' | 'race' | 'drop' | 'drop-pool' | 'connect';
  readonly configuration: string;
  readonly predicted: string;
  readonly measured: string;
  /** Why it is shown and not asserted. */
  readonly unasserted?: string;
}

/** Keeps a row for the page; the workers of a run share the file. */
export function record(row: Row): void {
  const file = process.env['HOPLINT_WIRE_ROWS'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(row)}\n`);
}

/** Before and after all tests of a run. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'hoplint-wire-rows-'));
  const file = join(folder, 'rows.jsonl');
  process.env['HOPLINT_WIRE_ROWS'] = file;
  return () => {
    const rows = existsSync(file) ? last(readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Row)) : [];
    rmSync(folder, { recursive: true, force: true });
    console.log(`wire: ${rows.length} rows, ${rows.filter(({ unasserted }) => unasserted === undefined).length} of them asserted`);
    if (process.env['HOPLINT_WIRE_WRITE'] !== undefined && rows.length > 0) writeFileSync(new URL('../../docs/wire.md', import.meta.url), pageOf(rows));
  };
}

/** A case that was repeated counts as it ended. */
const last = (rows: readonly Row[]): readonly Row[] => [...new Map(rows.map((row) => [`${row.part} ${row.configuration}`, row])).values()];
