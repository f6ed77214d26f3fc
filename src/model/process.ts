import type { Source } from '../syntax/source.ts';
import type { Project } from './layer.ts';
import type { Place } from './place.ts';
import type { Setting } from './setting.ts';
import type { Text } from './value.ts';

/** The files as a process sees them: mounts, COPY, the working directory, and the repository behind them. */
export interface FileView {
  /** An absolute path, or one relative to the working directory. `undefined` if the repository does not show it. */
  readonly open: (path: string) => Source | undefined;
  /** Files that match a glob of `*` and `?` in the last segments, in name order. */
  readonly glob: (pattern: string) => readonly Source[];
  /** True when something is mounted or copied there, whether or not its content is known. */
  readonly replaced: (path: string) => boolean;
  /** Where a manifest puts a file of the repository into the process's file system. */
  readonly attached?: (file: string) => { readonly target: string; readonly place: Place } | undefined;
}

export interface Image {
  /** Without tag and digest, e.g. `docker.io/library/nginx`, `nginx`, `ghcr.io/org/app`. */
  readonly name: string;
  /** `undefined`: none, `latest`, or only known at run time. */
  readonly tag: string | undefined;
  readonly text: Text;
  /** The images that a Dockerfile of the repository builds it from, innermost first. */
  readonly bases: readonly { readonly name: string; readonly tag: string | undefined; readonly place: Place }[];
}

/** One program that a workload starts, after shells, wrappers and scripts have been looked through. */
export interface Process {
  readonly id: string;
  readonly project: Project;
  readonly workload: { readonly kind: string; readonly name: string; readonly namespace?: string };
  /** Container or service name. */
  readonly container: string;
  /** Its network: processes of one pod reach each other on 127.0.0.1. */
  readonly network: string;
  /** Names by which others of the project reach it without a Service: compose service, alias, hostname. */
  readonly names: readonly string[];
  /** Pod labels or compose labels. */
  readonly labels: ReadonlyMap<string, Text>;
  readonly image: Image | undefined;
  /** Program and arguments; empty when only the image would tell. */
  readonly argv: readonly Text[];
  readonly env: ReadonlyMap<string, Text>;
  readonly workdir: string | undefined;
  /** Ports that the manifest names: containerPort, expose, the right side of `ports:`. */
  readonly ports: readonly { readonly port: number; readonly name?: string; readonly published?: boolean; readonly place: Place }[];
  /** Its `health.*` and `stop.*` settings. */
  readonly settings: readonly Setting[];
  /** The probes that are written, with the place of their keys: fields that they leave out have defaults. */
  readonly probes?: readonly { readonly name: 'livenessProbe' | 'readinessProbe' | 'startupProbe'; readonly place: Place }[];
  /** Where a script starts it without `exec`: the shell in front, being the container's first process, keeps SIGTERM to itself. */
  readonly behindShell?: Place;
  readonly sysctls: ReadonlyMap<string, Text>;
  /** A supervisor in an image that nothing orchestrates says how long its stop may take. */
  readonly supervised?: true;
  readonly files: FileView;
  /** Folders of its source in the repository, most certain first: build context, COPY, a folder named like it. */
  readonly sources: readonly string[];
  /** The line that opens it: `command:`, `CMD`, `image:`. */
  readonly place: Place;
}
