import type { Endpoint } from '../config/config.ts';
import type { Chain, ClientUse, Hop, Layer } from '../model/layer.ts';
import type { Setting } from '../model/setting.ts';
import type { WrittenIn } from '../systems/system.ts';
import type { Requirement } from './requirement.ts';

/** What rules see. */
export interface Model {
  readonly chains: readonly Chain[];
  /** Every hop once, whatever chains it is on. */
  readonly hops: readonly Hop[];
  readonly layers: readonly Layer[];
  readonly clients: readonly ClientUse[];
  readonly written: readonly WrittenIn[];
  readonly endpoints: readonly Endpoint[];
}

export interface Rule {
  readonly id: string;
  /** One line, lower-case start: what is wrong when it fires. */
  readonly summary: string;
  readonly requires: (model: Model) => Iterable<Requirement>;
}

export const settingOf = (layer: Layer, timer: Setting['timer']): Setting | undefined => layer.settings.find((setting) => setting.timer === timer);

/** Somebody chose it: a default is nobody's promise. */
export const isWritten = ({ provenance }: Setting): boolean => provenance.kind !== 'default' && (provenance.kind !== 'derived' || provenance.from.some(isWritten));
