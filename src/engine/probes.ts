import type { Layer } from '../model/layer.ts';
import type { Setting } from '../model/setting.ts';

/** What decides whether TCP keep-alive probes keep a flow: when the first one comes, or the gap before the next where that is longer. On a proxy, of the sockets at this end of a hop. */
export function probeOf({ settings }: Layer, end: 'downstream' | 'upstream'): Setting | undefined {
  const [first, gap] = (['probe.idle', 'probe.interval'] as const).map((timer) => settings.find((setting) => setting.timer === timer && setting.side !== end));
  return first?.value.kind === 'known' && gap?.value.kind === 'known' && gap.value.amount > first.value.amount ? gap : first;
}
