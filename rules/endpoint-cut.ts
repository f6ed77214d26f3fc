import type { Endpoint } from '../src/config/config.ts';
import { clocksOf, endpointsOf, firstServing, type Need } from '../src/engine/endpoint.ts';
import { type Mention, outlasts, type Requirement, works } from '../src/engine/requirement.ts';
import type { Model, Rule } from '../src/engine/rule.ts';
import { constant, of } from '../src/engine/term.ts';
import { amountText, mention, originText, passages, roundUp } from '../src/engine/wording.ts';
import { formatDuration } from '../src/model/duration.ts';
import type { Chain, Layer } from '../src/model/layer.ts';
import type { Setting } from '../src/model/setting.ts';
import { unsure } from '../src/model/value.ts';

export const endpointCut: Rule = {
  id: 'endpoint-cut',
  summary: 'a layer on the way of a declared endpoint gives up before the endpoint is done',
  *requires(model) {
    for (const endpoint of model.endpoints) {
      const chains = model.chains.filter((chain) => endpointsOf(chain, model).includes(endpoint) && firstServing(chain, endpoint) < chain.layers.length);
      if (model.chains.length > 0 && !chains.some((chain) => isServed(chain, endpoint)) && !isReplaced(endpoint, model)) yield unserved(endpoint);
      for (const chain of chains) yield* along(chain, endpoint);
    }
  },
};

function* along(chain: Chain, endpoint: Endpoint): Iterable<Requirement> {
  const first = firstServing(chain, endpoint);
  for (const [index, layer] of chain.layers.entries()) {
    if (index < first || isOtherCall(chain, index)) continue;
    for (const { setting, need, amount } of clocksOf(layer, endpoint)) yield requirement(chain, layer, setting, endpoint, need, amount);
  }
}

/** A call that a server makes while it works, to nobody knows what path: it is not the endpoint. */
const isOtherCall = ({ layers, layerRoutes }: Chain, index: number): boolean =>
  layers[index]?.within !== undefined && (layerRoutes[index]?.routes ?? []).every(({ path, host }) => path === undefined && host === undefined);

/** Every layer that answers requests of others lets it through; a client may call something else. */
const isServed = (chain: Chain, endpoint: Endpoint): boolean => chain.layers.slice(0, firstServing(chain, endpoint)).every(({ kind }) => kind === 'client');

/** Nobody knows whether such an endpoint is cut. */
function unserved(endpoint: Endpoint): Requirement {
  const why = `no chain serves ${endpoint.host ?? ''}${endpoint.path}`;
  const primary = { place: endpoint.place, message: why };
  return {
    claim: works(unsure(why, endpoint.place)), severity: 'error', layers: [], hops: [], condition: undefined, otherEnd: endpoint.path,
    tell: () => ({ message: why, symptom: 'nothing is checked for it', advice: 'name a path that a chain serves', primary, related: [] }),
  };
}

/** Another configuration, nearer to every chain, declares the same request. */
const isReplaced = (endpoint: Endpoint, { chains, endpoints }: Model): boolean =>
  endpoints.some((other) => other !== endpoint && other.path === endpoint.path) && chains.some((chain) => endpointsOf(chain, { endpoints }).some((other) => other !== endpoint && other.path === endpoint.path && firstServing(chain, other) < chain.layers.length));

function requirement(chain: Chain, layer: Layer, setting: Setting, endpoint: Endpoint, need: Need, amount: number): Requirement {
  return {
    claim: outlasts(of(setting), constant(amount), 1),
    severity: 'error',
    layers: [layer],
    hops: [],
    condition: chain.when,
    otherEnd: endpoint.path,
    group: endpoint.path,
    tell: () => ({
      message: `${layer.name} cuts ${endpoint.path} after ${amountText(setting)}: ${setting.name} (${originText(setting)}) is shorter than the ${formatDuration(amount)} ${words[need]}`,
      symptom: symptom(setting, endpoint, need),
      advice: setting.fixed || amount >= (setting.most ?? Number.POSITIVE_INFINITY)
        ? `${setting.name} of ${layer.name} cannot be ${setting.fixed ? 'changed' : `more than ${formatDuration(setting.most ?? 0)}`}: make ${endpoint.path} finish within ${setting.fixed ? amountText(setting) : formatDuration(setting.most ?? 0)}, or answer at once and do the work in the background`
        : `set ${setting.name} of ${layer.name} to more than ${formatDuration(amount)}, e.g. ${formatDuration(roundUp(amount * 1.25))}`,
      primary: mention(setting, layer, `${layer.name} cuts here after ${amountText(setting)} (${originText(setting)})`),
      related: [...passages(setting, layer), ...worksOn(chain, layer, setting), { place: endpoint.place, message: `${endpoint.path} is declared here: ${formatDuration(amount)} ${words[need]}` }],
    }),
  };
}

/** The worker further in that does not notice. */
function worksOn({ layers }: Chain, layer: Layer, cut: Setting): readonly Mention[] {
  const inner = layers.slice(layers.indexOf(layer) + 1).filter((one) => one.within === undefined);
  return inner.flatMap((one) => one.settings.filter(({ timer, value }) => /^worker\.(deadline|cpu)$/.test(timer) && value.kind === 'known' && cut.value.kind === 'known' && value.amount > cut.value.amount && value.amount < Number.POSITIVE_INFINITY).slice(0, 1).map((limit) => mention(limit, one, `${one.name} may go on working until ${amountText(limit)}`)));
}

const words: Readonly<Record<Need, string>> = { duration: 'that it takes', silence: 'for which nothing is sent', work: 'for which the server works on it' };

function symptom({ effect, value }: Setting, { kind }: Endpoint, need: Need): string {
  const after = value.kind === 'known' ? `after ${formatDuration(value.amount)} ${need === 'silence' && kind !== 'response' ? 'without a byte ' : ''}` : '';
  if (kind === 'response') return `${after}the client gets ${effect?.sees ?? 'an error'}`;
  const cut = kind === 'download' ? 'the download ends early, possibly as a short file that looks complete' : kind === 'upload' ? 'the upload is broken off' : 'the connection is dropped';
  return `${after}${cut}${effect ? `; while the response has not begun: ${typeof effect.answers === 'number' ? `a ${effect.answers}` : effect.sees}` : ''}`;
}
