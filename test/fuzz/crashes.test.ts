import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Case } from './cases.ts';
import { faultOf } from './check.ts';

const folder = join(import.meta.dirname, 'crashes');
const kept = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('what the fuzzer once broke', () => {
  it.each(kept)('%s is taken as it should be', async (name) => {
    expect(await faultOf(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Case)).toBeUndefined();
  });
});
