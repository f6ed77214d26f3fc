import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { showsOf, wireTests } from './cases.ts';
import { entryOf, round, spanText, strayClose } from './expectations.ts';
import { idleClose } from './measure/idle.ts';
import { record } from './report.ts';
import { idleCases } from './servers/idle-cases.ts';

/** Longer than every clock of these configurations that is short. */
const patience = 7000;

wireTests(idleCases, async (repository) => {
  const { closes, from, to } = entryOf(repository.predict({}));
  const at = repository.programs.at(-1)?.at;
  if (!at) throw new Error('nothing to ask');
  const measured = await Promise.all([0, 330, 660].map((pause) => sleep(pause).then(() => idleClose(at, patience))));
  const seconds = measured.map((one) => one.seconds);
  const predicted = from === null || to === null ? closes : `${closes} @ ${spanText(from / 1000, to / 1000)}`;
  record({ part: 'idle', configuration: showsOf(repository), predicted, measured: seconds.map((one) => (one === undefined ? 'open' : `${round(one)} s`)).join(', ') });
  expect(strayClose({ closes, from, to }, seconds)).toBeUndefined();
});
