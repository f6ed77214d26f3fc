import type { Rule } from '../src/engine/rule.ts';
import { deadlineInverted } from './deadline-inverted.ts';
import { durationInvalid } from './duration-invalid.ts';
import { endpointCut } from './endpoint-cut.ts';
import { headerTimeoutInverted } from './header-timeout-inverted.ts';
import { idleTimeoutInverted } from './idle-timeout-inverted.ts';
import { missingTimeout } from './missing-timeout.ts';
import { probeKillsWorker } from './probe-kills-worker.ts';
import { retryExceedsDeadline } from './retry-exceeds-deadline.ts';
import { settingIneffective } from './setting-ineffective.ts';
import { silentDrop } from './silent-drop.ts';
import { stopOrder } from './stop-order.ts';
import { unitSuspect } from './unit-suspect.ts';

/** Every rule, in the order of the documentation. */
export const rules: readonly Rule[] = [
  idleTimeoutInverted,
  endpointCut,
  deadlineInverted,
  silentDrop,
  missingTimeout,
  settingIneffective,
  durationInvalid,
  unitSuspect,
  headerTimeoutInverted,
  stopOrder,
  probeKillsWorker,
  retryExceedsDeadline,
];
