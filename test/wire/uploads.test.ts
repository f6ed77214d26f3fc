import { expect } from 'vitest';
import type { TraceRequest } from '../../src/model/trace.ts';
import { showsOf, wireTests } from './cases.ts';
import { agrees, exchangeText, fateOf, fateText } from './expectations.ts';
import { exchange, type Slowly } from './measure/exchange.ts';
import { record } from './report.ts';
import { uploadCases } from './servers/upload-cases.ts';

interface Asked { readonly body: Slowly; readonly request: Partial<TraceRequest> }

const path = '/slow?s=0';

/** Two ways in which a client can take its time. */
const asked: Readonly<Record<string, Asked>> = {
  trickle: { body: { bytes: 6, gap: 1000 }, request: { kind: 'upload', duration: 6000, silence: 1000 } },
  stall: { body: { bytes: 1, gap: 4000 }, request: { kind: 'upload', duration: 4000, silence: 4000 } },
};

wireTests(uploadCases, async (repository, { unasserted }) => {
  const [inner, at] = [repository.programs[0]?.at, repository.programs.at(-1)?.at];
  if (!inner || !at) throw new Error('nothing to ask');
  // Some compile or load what answers when they are first asked.
  await exchange(inner, path, undefined);
  const results = [];
  for (const [name, { body, request }] of Object.entries(asked)) {
    const trace = repository.predict({ ...request, method: 'POST' });
    results.push({ name, trace, measured: await exchange(at, path, undefined, 'POST', body) });
  }
  record({
    part: 'upload',
    configuration: showsOf(repository),
    predicted: results.map(({ name, trace }) => `${name}: ${unasserted === undefined ? fateText(fateOf(trace)) : 'not known'}`).join('; '),
    measured: results.map(({ name, measured }) => `${name}: ${exchangeText(measured)}`).join('; '),
    ...(unasserted === undefined ? {} : { unasserted }),
  });
  if (unasserted !== undefined) return;
  for (const { name, trace, measured } of results) expect(agrees(fateOf(trace), measured), `${name}: predicted ${fateText(fateOf(trace))}, measured ${exchangeText(measured)}`).toBe(true);
});
