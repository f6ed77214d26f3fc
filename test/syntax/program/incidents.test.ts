import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { evaluate } from '../../../src/syntax/program/evaluate.ts';
import { parseProgram } from '../../../src/syntax/program/parse.ts';
import { outlivesCall, resolveCallee } from '../../../src/syntax/program/query.ts';
import { fileSource } from '../../../src/syntax/source.ts';
import { nowhere } from './support.ts';

const root = join(process.env['HOPLINT_SHARED'] ?? join(import.meta.dirname, '../../../../shared'), 'incidents');
const code = /\.(?:[cm]?[jt]sx?|py|go|cs|rb|java|php|vue|svelte)$/;

it.skipIf(!existsSync(root))('reads every program of the incidents without a problem', async () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => code.test(file));
  expect(files.length).toBeGreaterThan(50);
  for (const file of files) {
    const program = await parseProgram(fileSource(file, readFileSync(join(root, file), 'utf8')));
    expect([file, program?.problems]).toEqual([file, []]);
    for (const call of program?.calls ?? []) {
      if (program !== undefined) resolveCallee(program, call), outlivesCall(program, call);
    }
    for (const { value, scope } of program?.definitions ?? []) if (program !== undefined) await evaluate(value, program, scope, nowhere);
  }
});
