import { second } from '../model/duration.ts';
import type { Place } from '../model/place.ts';
import { exact, type Setting } from '../model/setting.ts';
import { known, type Text } from '../model/value.ts';
import { kernelKeepalive } from './linux/facts.ts';
import { configured } from './setting.ts';

/** Where keep-alive is switched on, and what the process's own sysctl says. */
export interface Switched {
  readonly name: string;
  readonly place: Place;
  readonly side: 'downstream' | 'upstream';
  readonly sysctls?: ReadonlyMap<string, Text>;
}

/** When the kernel begins to probe a socket that has SO_KEEPALIVE on and no idle time of its own. */
export function kernelProbe({ name, place, side, sysctls }: Switched): Setting {
  const sysctl = sysctls?.get(kernelKeepalive.sysctl);
  if (sysctl) return { ...configured('probe.idle', kernelKeepalive.sysctl, sysctl, (text) => (/^\d{1,9}$/.test(text) ? Number(text) * second : undefined)), side };
  const value = known(kernelKeepalive.idle, `${kernelKeepalive.idle / second} s`);
  return { timer: 'probe.idle', name, value, provenance: { kind: 'default', of: 'Linux', link: kernelKeepalive.link }, place, via: [], window: exact, fixed: false, side };
}

/** Whoever writes only when the first probe comes leaves the gap before the next to the kernel. */
export const kernelInterval = (name: string, place: Place): Setting =>
  ({ timer: 'probe.interval', name, value: known(kernelKeepalive.interval, `${kernelKeepalive.interval / second} s`), provenance: { kind: 'default', of: 'Linux', link: kernelKeepalive.link }, place, via: [], window: exact, fixed: false });
