import type { Condition, Layer, Middlebox, Project, Protocol, Route } from '../model/layer.ts';
import type { Place, Problem } from '../model/place.ts';
import type { Process } from '../model/process.ts';
import type { Scene } from '../model/scene.ts';
import type { Setting } from '../model/setting.ts';
import type { Timer } from '../model/timer.ts';
import type { Fact, Text } from '../model/value.ts';
import type { Source } from '../syntax/source.ts';
import type { SystemFacts } from './facts.ts';
import type { Reader } from './reader.ts';

/**
 * A kind of software or service. A system has at least one of the three ways of being found. Each returns only what is written;
 * defaults come from {@link facts} in one central step.
 */
export interface System {
  readonly id: string;
  readonly facts: SystemFacts;
  /** Recognises a program that it is, by argv or image, and reads its configuration through the process's own file view. */
  readonly fromProcess?: (process: Process, reader: Reader) => Promise<Reading | undefined>;
  /** Load balancers, ingress controllers and middleboxes that are described by objects rather than run as a process of the repository. */
  readonly fromScene?: (scene: Scene, reader: Reader) => Promise<Reading | undefined>;
  /** A file that no process accounted for: a stray nginx.conf, client code. `claims` is a cheap look at name and text. */
  readonly fromFile?: {
    readonly claims: (path: string, text: string) => boolean;
    /** In characters: longer files are not read, which is a problem where their beginning is claimed. */
    readonly most?: number;
    readonly read: (source: Source, reader: Reader) => Promise<Reading | undefined>;
  };
}

export interface Reading {
  readonly layers?: readonly LayerReading[];
  readonly middleboxes?: readonly MiddleboxReading[];
  readonly written?: readonly Written[];
  readonly problems?: readonly Problem[];
}

/** A layer as a system found it: what is written, what it listens on, what it calls. */
export interface LayerReading extends Omit<Layer, 'id' | 'project' | 'about' | 'within' | 'derived'> {
  /** Of another system that this one found inside itself: nginx finds Passenger. */
  readonly facts?: SystemFacts;
  /** The process it runs in, if the repository starts it. */
  readonly process?: Process;
  /** Where the documented defaults point when that is not {@link place}: the configuration file that leaves them unwritten. */
  readonly defaultPlace?: Place;
  /** Names of documented options where they differ from the facts' own, e.g. gunicorn's `keepalive` of a file and `--keep-alive` of a command. */
  readonly defaultNames?: ReadonlyMap<Timer, string>;
  /** A client in a program for people: nobody waits for it unless a workload starts the very file. */
  readonly command?: true;
  readonly listens: readonly Listener[];
  /** Empty for a layer that answers by itself; a client has one per call. */
  readonly routes: readonly RouteReading[];
}

/** Where a layer accepts connections. */
export type Listener =
  /** `address` is absent, `*` or `0.0.0.0` for every interface. `port` is absent when only run time tells. */
  | { readonly kind: 'port'; readonly port: number | undefined; readonly address?: string; readonly protocol: Protocol; readonly place: Place }
  | { readonly kind: 'socket'; readonly path: string; readonly protocol: Protocol; readonly place: Place }
  /** A public name: Ingress host, load balancer host. `*` for every host. */
  | { readonly kind: 'host'; readonly host: string; readonly place: Place }
  /** Behind whatever exposes this controller: `ingress-nginx`, `traefik`, `istio`. */
  | { readonly kind: 'controller'; readonly controller: string; readonly place: Place };

export interface RouteReading {
  readonly route: Route;
  /** Settings in force here, the inherited ones included; they win over the layer's by timer. */
  readonly settings: readonly Setting[];
  /** What else is written for this route alone, see {@link Layer.conditions}; asked only where a chain leads. */
  readonly conditions?: () => readonly Condition[];
  /** Absent when the layer answers here by itself (files, a redirect). */
  readonly upstream?: UpstreamReading;
  readonly place: Place;
}

export interface UpstreamReading {
  readonly target: Target;
  readonly protocol: Protocol;
  /** Whether this side keeps connections for another request, with its reason. */
  readonly pooled: Fact;
  /** What is sent again by itself when it meets a closing connection, where that is not as the facts say (see {@link SystemFacts.reuse}). */
  readonly repeats?: 'idempotent' | 'none' | 'all';
  /** Whether the end of the connection is the end of the body, unless the program states its length: HTTP/1.0. */
  readonly endsByClose?: Fact;
  /** Where the target is named. */
  readonly place: Place;
  /** Further servers of the same upstream; alternatives of one hop, never hops of their own. */
  readonly others?: readonly Target[];
}

/** What a layer connects to. */
export type Target =
  | { readonly kind: 'host'; readonly host: string; readonly port: number | undefined; readonly path?: string }
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'service'; readonly namespace: string; readonly name: string; readonly port: string | number | undefined }
  /** The process itself: uWSGI's http router and its worker, Apache and mod_wsgi. */
  | { readonly kind: 'inside'; readonly layer: string }
  /** Compose or pod label routing (Traefik): the process that carries the label. `assumed`: why it may be another one. */
  | { readonly kind: 'process'; readonly process: string; readonly port: number | undefined; readonly assumed?: string }
  /** Machines that the files do not tie to a program: the only server of the project that listens there, if there is only one. */
  | { readonly kind: 'port'; readonly port: number | undefined; readonly why: string; /** What its workload may be called, where several listen. */ readonly names?: readonly string[]; /** The name that is asked, where there is one. */ readonly host?: string }
  /** `variable`: the environment variable that names it at run time. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly expression: string; readonly variable?: string };

export interface MiddleboxReading extends Omit<Middlebox, 'expiry'> {
  /** Where it is not what the facts say. */
  readonly expiry?: Middlebox['expiry'];
  /** The Kubernetes Service, target or outgoing path that it fronts. `egress`: everything that leaves the project's network. */
  readonly fronts: Target | { readonly kind: 'egress' };
  readonly hosts: readonly string[];
}

/** Something that is written and does nothing, cannot be read by its system, or looks like another unit. */
export interface Written {
  readonly fault: 'ineffective' | 'invalid' | 'suspect';
  readonly system: string;
  /** As written: `nginx.ingress.kubernetes.io/proxy-read-timeout`. */
  readonly name: string;
  readonly text: Text;
  readonly timer?: Timer;
  readonly place: Place;
  readonly related: readonly { readonly place: Place; readonly message: string }[];
  /** Whether it works: `no` is a finding, `unknown` is listed. */
  readonly works: Fact;
  /** The name or form is not accepted at all (typo, prefix, unit): an error rather than a warning. */
  readonly refused?: true;
  /** What happens instead, in one lower-case sentence without a full stop: the symptom. */
  readonly symptom: string;
  /** What to write instead. */
  readonly advice: string;
  readonly link: string;
}

/** With what decides how much it weighs. */
export interface WrittenIn {
  readonly written: Written;
  readonly project: Project;
  /** The override, overlay or switch under which it stands. */
  readonly condition: string | undefined;
}
