import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { caseOf } from './cases.ts';
import { faultOf } from './check.ts';
import type { Order, Report } from './main.ts';

const { first, until, seed, only, current } = workerData as Order;
const send = (report: Report): void => parentPort?.postMessage(report);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const used = (): number => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
};

const warm = 500;
let atWarm: number | undefined;
for (let index = first; index < until; index += 1) {
  Atomics.store(current, 0, index);
  const fault = await faultOf(caseOf(seed + index, only));
  if (fault !== undefined) send({ index, fault });
  if (index - first === warm) atWarm = used();
  if (Atomics.load(current, 1) === 1) break;
}
send({ done: Atomics.load(current, 0) + 1, growth: atWarm === undefined ? 0 : used() - atWarm });
