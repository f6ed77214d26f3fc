import type { Project } from '../model/layer.ts';
import type { Place } from '../model/place.ts';
import type { Process } from '../model/process.ts';
import type { Setting } from '../model/setting.ts';
import type { Text } from '../model/value.ts';
import type { Source } from '../syntax/source.ts';
import type { BuiltImage } from './dockerfile/built-image.ts';
import type { Mount } from './file-view.ts';

/** A word of a command that may be a script itself, as in `sh -c "…"`. */
export interface Word extends Text {
  /** The word as a text with places; absent when substitution changed it. */
  readonly script?: () => Source;
}

/** A container, service or unit as its manifest writes it, before image and command are looked into. */
export interface Container {
  readonly id: string;
  readonly project: Project;
  readonly workload: Process['workload'];
  readonly container: string;
  readonly network: string;
  readonly names: readonly string[];
  readonly labels: ReadonlyMap<string, Text>;
  readonly image: Text | undefined;
  /** The Dockerfile of the repository that the image is made from. */
  readonly build: BuiltImage | undefined;
  /** In the place of the image's ENTRYPOINT. */
  readonly entrypoint: readonly Word[] | undefined;
  /** In the place of the image's CMD. */
  readonly command: readonly Word[] | undefined;
  readonly env: ReadonlyMap<string, Text>;
  /** Variables that the manifest's own reader puts into commands before any shell sees them. */
  readonly interpolated?: ReadonlyMap<string, Text>;
  readonly workdir: string | undefined;
  readonly ports: Process['ports'];
  readonly settings: readonly Setting[];
  readonly probes?: NonNullable<Process['probes']>;
  /** An init stands in front of its program, or the pod's processes share one. */
  readonly hasInit?: true;
  readonly sysctls: ReadonlyMap<string, Text>;
  readonly mounts: readonly Mount[];
  /** Folders of its source that the manifest itself names. */
  readonly sources: readonly string[];
  /** Where its source is looked for when nothing else tells; without it the project's folder. */
  readonly home?: string;
  readonly place: Place;
}
