import type { Place } from '../model/place.ts';

/** hoplint.yaml, validated and normalised. Durations are milliseconds. */
export interface Config {
  readonly endpoints: readonly Endpoint[];
  /** System → version, where no image tag tells. */
  readonly versions: ReadonlyMap<string, string>;
  /** Where each of them is named. */
  readonly versionPlaces?: ReadonlyMap<string, Place>;
  /** Environment variable → its value in production. */
  readonly values: ReadonlyMap<string, string>;
  /** Where each of them is written. */
  readonly valuePlaces?: ReadonlyMap<string, Place>;
  readonly use: {
    readonly compose: readonly string[];
    readonly helmValues: readonly string[];
    /** Variable of a template → what it is when the template is rendered. */
    readonly templates?: ReadonlyMap<string, string>;
  };
  /** Where each of them is written. */
  readonly templatePlaces?: ReadonlyMap<string, Place>;
  readonly chains: readonly DeclaredChain[];
  readonly rules: ReadonlyMap<string, 'off' | 'error' | 'warning' | 'info'>;
  readonly ignore: readonly string[];
  /** What the configurations of folders say of their own files. */
  readonly nested?: readonly NestedConfig[];
}

/** `use:` of a folder's own configuration, its paths relative to the root. */
export interface NestedConfig {
  readonly folder: string;
  readonly compose: readonly string[];
  readonly helmValues: readonly string[];
  readonly templates?: ReadonlyMap<string, string>;
  readonly templatePlaces?: ReadonlyMap<string, Place>;
}

export interface Endpoint {
  readonly path: string;
  readonly host?: string;
  readonly method?: string;
  readonly duration?: number;
  readonly kind: 'response' | 'download' | 'upload' | 'stream' | 'websocket';
  /** Longest gap without a byte. */
  readonly silence?: number;
  /** How long the server itself is busy. */
  readonly work?: number;
  /** Longest pause between two requests on one connection. */
  readonly idle?: number;
  /** It stands in the configuration of this folder and concerns chains with a layer below it. */
  readonly folder?: string;
  readonly place: Place;
}

/** What stands in another repository: layers and middleboxes, outermost first. */
export interface DeclaredChain {
  readonly via: readonly DeclaredLink[];
  readonly place: Place;
}

export interface DeclaredLink {
  readonly client?: string;
  readonly middlebox?: string;
  readonly system?: string;
  /** A workload of this repository: `deployment/web`, `service/app`. */
  readonly layer?: string;
  readonly settings: readonly { readonly name: string; readonly value: string; readonly place: Place }[];
  readonly place: Place;
}

export const emptyConfig: Config = {
  endpoints: [],
  versions: new Map(),
  values: new Map(),
  use: { compose: [], helmValues: [] },
  chains: [],
  rules: new Map(),
  ignore: [],
};
