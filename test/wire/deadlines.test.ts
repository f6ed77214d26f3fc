import { expect } from 'vitest';
import type { TraceRequest } from '../../src/model/trace.ts';
import { showsOf, wireTests } from './cases.ts';
import { agrees, exchangeText, fateOf, fateText } from './expectations.ts';
import { exchange } from './measure/exchange.ts';
import { record } from './report.ts';
import { deadlineCases } from './servers/deadline-cases.ts';

interface Asked { readonly path: string; readonly bytes: number; readonly request: Partial<TraceRequest> }

/** One request for each way in which a response can take its time. */
const asked: Readonly<Record<string, Asked>> = {
  slow: { path: '/slow?s=4', bytes: 5, request: { kind: 'response', duration: 4000 } },
  trickle: { path: '/trickle?n=6&gap=1', bytes: 6000, request: { kind: 'download', duration: 6000, silence: 1000 } },
  stall: { path: '/trickle?n=2&gap=4', bytes: 2000, request: { kind: 'download', duration: 8000, silence: 4000 } },
};

wireTests(deadlineCases, async (repository, { method = 'GET' }) => {
  const [inner, at] = [repository.programs[0]?.at, repository.programs.at(-1)?.at];
  if (!inner || !at) throw new Error('nothing to ask');
  const told = Object.entries(asked).map(([name, one]) => ({ name, ...one, fate: fateOf(repository.predict({ ...one.request, method })) }));
  // Some compile or load what answers when they are first asked.
  for (const path of ['/slow?s=0', '/trickle?n=1&gap=0']) await exchange(inner, path, undefined);
  const results = await Promise.all(told.map(async (one) => ({ ...one, measured: await exchange(at, one.path, one.bytes, method) })));
  record({
    part: 'deadline',
    configuration: `${showsOf(repository)}${method === 'GET' ? '' : `, ${method}`}`,
    predicted: results.map(({ name, fate }) => `${name}: ${fateText(fate)}`).join('; '),
    measured: results.map(({ name, measured }) => `${name}: ${exchangeText(measured)}`).join('; '),
  });
  for (const { name, fate, measured } of results) expect(agrees(fate, measured), `${name}: predicted ${fateText(fate)}, measured ${exchangeText(measured)}`).toBe(true);
});
