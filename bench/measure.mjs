// Runs of programs, and what they take.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const recordPeak = join(dirname(fileURLToPath(import.meta.url)), 'record-peak.mjs');

/**
 * The median time in milliseconds of each case, the cases run in turn after one round that does not count; the largest resident size in
 * kilobytes if a file is named for it. A case is what Node is called with, or `{ args, command?, cwd?, sized? }`; of other commands only those tell their size that are `sized`.
 */
export function interleaved(cases, rounds, peakFile) {
  const names = Object.keys(cases);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  const peaks = Object.fromEntries(names.map((name) => [name, 0]));
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const run = Array.isArray(cases[name]) ? { args: cases[name] } : cases[name];
      const isNode = run.command === undefined;
      const sized = peakFile !== undefined && (isNode || run.sized === true);
      const taken = timed(sized && isNode ? ['--import', recordPeak, ...run.args] : run.args, sized ? { HOPLINT_PEAK: peakFile } : {}, run);
      if (round >= 0) times[name].push(taken);
      if (sized) peaks[name] = Math.max(peaks[name], peakIn(peakFile));
    }
  }
  return Object.fromEntries(names.map((name) => [name, { time: median(times[name]), peak: peaks[name] }]));
}

/** Milliseconds. A linter that finds something has done its work; one that was killed or reports a defect has not. */
export function timed(args, env = {}, { command = process.execPath, cwd } = {}) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 30, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], cwd });
  const taken = Number(process.hrtime.bigint() - start) / 1e6;
  if (status === null || /please report/.test(stderr)) throw new Error(`failed: ${args.slice(-2).join(' ')}\n${stderr?.slice(0, 2000)}`);
  return taken;
}

/** 0 for a program that ends without telling. */
function peakIn(file) {
  try {
    const peak = Number(readFileSync(file, 'utf8'));
    rmSync(file);
    return peak;
  } catch {
    return 0;
  }
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
