// Runs of Node, and what they take.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const recordPeak = join(dirname(fileURLToPath(import.meta.url)), 'record-peak.mjs');

/** The median time in milliseconds of each case, the cases run in turn after one round that does not count; the largest resident size in kilobytes if a file is named for it. */
export function interleaved(cases, rounds, peakFile) {
  const names = Object.keys(cases);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  const peaks = Object.fromEntries(names.map((name) => [name, 0]));
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const taken = peakFile === undefined ? timed(cases[name]) : timed(['--import', recordPeak, ...cases[name]], { HOPLINT_PEAK: peakFile });
      if (round >= 0) times[name].push(taken);
      if (peakFile !== undefined && existsSync(peakFile)) peaks[name] = Math.max(peaks[name], Number(readFileSync(peakFile, 'utf8')));
    }
  }
  return Object.fromEntries(names.map((name) => [name, { time: median(times[name]), peak: peaks[name] }]));
}

/** Milliseconds. */
export function timed(args, env = {}) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 30, env: { ...process.env, ...env } });
  const taken = Number(process.hrtime.bigint() - start) / 1e6;
  if (status === null || /please report/.test(stderr)) throw new Error(`failed: ${args.slice(-2).join(' ')}\n${stderr.slice(0, 2000)}`);
  return taken;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
