import type { Setting } from '../../model/setting.ts';
import type { Ingress } from '../../model/scene.ts';
import { get, isScalar } from '../../syntax/yaml-read.ts';
import { type Fact, no } from '../../model/value.ts';
import type { Context } from '../nginx/context.ts';
import { downstreamSettings } from '../nginx/settings.ts';
import { textOf } from '../nginx/text.ts';
import type { Block } from '../nginx/tree.ts';
import type { Reader } from '../reader.ts';
import type { Written } from '../system.ts';
import type { Controller } from './controller.ts';
import { templateLink } from './facts.ts';

type Snippet = 'server-snippet' | 'configuration-snippet';

/** Raw nginx text that an Ingress adds to its server and locations. */
export interface Snippets {
  readonly server: readonly Block[];
  readonly location: readonly Block[];
}

export function snippetsOf(ingress: Ingress, controller: Controller, reader: Reader): Snippets {
  const read = (name: Snippet): readonly Block[] => {
    const node = get(ingress.node, 'metadata', 'annotations', `${controller.prefix}/${name}`);
    return isScalar(node) && node.template === undefined ? (reader.nginx(node.embedded()).directives as readonly Block[]) : [];
  };
  return { server: read('server-snippet'), location: read('configuration-snippet') };
}

/** The clocks towards the client, which the template leaves to the http level. */
export function snippetSettings(snippets: Snippets, controller: Controller): readonly Setting[] {
  const context: Context = { version: controller.version, variables: () => undefined, upstreams: new Map(), http: [], keepaliveTime: undefined };
  return downstreamSettings([snippets.server, snippets.location], context);
}

const ownedByLocation = /^(?:proxy|grpc)_(connect|send|read)_timeout$/;

/** The template writes these into every location itself, so a snippet cannot. */
export function snippetFaults(snippets: Snippets, controller: Controller): readonly Written[] {
  const server = snippets.server.flatMap((block) => fault(block, 'server-snippet', controller));
  return [...server, ...snippets.location.flatMap((block) => fault(block, 'configuration-snippet', controller))];
}

function fault(block: Block, snippet: Snippet, controller: Controller): readonly Written[] {
  const phase = ownedByLocation.exec(block.name)?.[1];
  const [argument] = block.args;
  if (phase === undefined || !argument || (block.name.startsWith('grpc_') && snippet === 'configuration-snippet')) return [];
  const isServer = snippet === 'server-snippet';
  const works: Fact = no(isServer ? `every location has a ${block.name} of its own` : `the controller writes ${block.name} into the same location, and nginx takes it only once`, block.place);
  return [{
    fault: 'ineffective', system: 'ingress-nginx', name: block.name, text: textOf(argument, () => undefined), timer: `upstream.${phase}` as 'upstream.read',
    place: block.place, related: [], works,
    symptom: isServer ? `the annotation proxy-${phase}-timeout or its default stays in force` : `nginx refuses the configuration: "${block.name}" directive is duplicate`,
    advice: `write the annotation ${controller.prefix}/proxy-${phase}-timeout, in seconds without a unit`,
    link: templateLink,
  }];
}
