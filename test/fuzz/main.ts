import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { caseOf } from './cases.ts';

export interface Order {
  readonly first: number;
  readonly until: number;
  readonly seed: number;
  readonly only: string | undefined;
  /** The case at work; whether to stop. */
  readonly current: Int32Array;
}

export type Report = { readonly index: number; readonly fault: string } | { readonly done: number; readonly growth: number };

const { values } = parseArgs({ options: { seconds: { type: 'string' }, cases: { type: 'string' }, seed: { type: 'string', default: '1' }, only: { type: 'string' } } });
const seed = Number(values.seed);
const until = values.cases === undefined ? (values.seconds === undefined ? 20_000 : 2 ** 30) : Number(values.cases);
const deadline = values.seconds === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(values.seconds) * 1000;
/** Of a worker that says nothing, on a busy machine. */
const patienceMs = 20_000;
/** What a run may keep, in MB, beyond what it kept after its first cases. */
const mostGrowth = 96;

const here = dirname(fileURLToPath(import.meta.url));
const crashes = join(process.env.HOPLINT_FUZZ_ROOT ?? '.', 'test/fuzz/crashes');
const begun = Date.now();
let faults = 0;
let ran = 0;
while (ran < until && Date.now() < deadline) ran = await runFrom(ran);
rmSync(here, { recursive: true, force: true });
console.log(`fuzz: ${ran} cases, ${faults} faults, seed ${seed}, ${Math.round((Date.now() - begun) / 1000)} s`);
process.exitCode = faults > 0 ? 1 : 0;

/** One worker, until it is through or has to be replaced; the number of the next case. */
function runFrom(first: number): Promise<number> {
  const current = new Int32Array(new SharedArrayBuffer(8));
  const order: Order = { first, until, seed, only: values.only, current };
  const worker = new Worker(join(here, 'worker.mjs'), { workerData: order, resourceLimits: { maxOldGenerationSizeMb: 600 } });
  return new Promise((resolve) => {
    let seen = { index: -1, at: Date.now() };
    const end = (next: number): void => {
      clearInterval(watch);
      void worker.terminate().then(() => resolve(next));
    };
    const stuck = (why: string): void => {
      keep(current[0] ?? 0, why);
      end((current[0] ?? 0) + 1);
    };
    const watch = setInterval(() => {
      if (Date.now() > deadline) Atomics.store(current, 1, 1);
      const index = Atomics.load(current, 0);
      if (index !== seen.index) seen = { index, at: Date.now() };
      else if (Date.now() - seen.at > patienceMs) stuck('hangs');
    }, 250);
    worker.on('message', (report: Report) => {
      if ('fault' in report) return keep(report.index, report.fault);
      if (report.growth > mostGrowth) complain(`memory grew by ${Math.round(report.growth)} MB`);
      end(report.done);
    });
    worker.on('error', (error) => stuck(`ends the run: ${error.message}`));
  });
}

function keep(index: number, fault: string): void {
  const { kind, files } = caseOf(seed + index, values.only);
  const content = `${JSON.stringify({ kind, fault: fault.split('\n', 1)[0], files }, null, 1)}\n`;
  const file = join(crashes, `${kind.replaceAll('.', '-')}-${createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 8)}.json`);
  mkdirSync(crashes, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, content);
  complain(`case ${index} (--seed ${seed + index} --cases 1), kept as ${file}\n${fault.split('\n').slice(0, 12).join('\n')}`);
}

function complain(message: string): void {
  faults += 1;
  console.error(`fuzz: ${message}`);
}
