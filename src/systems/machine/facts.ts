import type { Default } from '../facts.ts';

/** How long the managers of a machine's services wait between SIGTERM and SIGKILL. */
export const machineDefaults: Readonly<Record<'systemd' | 'supervisor', readonly Default[]>> = {
  systemd: [{ timer: 'stop.grace', name: 'TimeoutStopSec', value: 90_000, link: 'https://www.freedesktop.org/software/systemd/man/latest/systemd-system.conf.html', uncertain: 'remembered of this page; a distribution may set DefaultTimeoutStopSec' }],
  supervisor: [{ timer: 'stop.grace', name: 'stopwaitsecs', value: 10_000, link: 'https://supervisord.org/configuration.html#program-x-section-settings', uncertain: 'remembered of this page' }],
};
