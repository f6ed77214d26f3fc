import type { Endpoint } from '../src/config/config.ts';
import { clocksOf, type Need } from '../src/engine/endpoint.ts';
import { type Mention, outlasts, type Requirement } from '../src/engine/requirement.ts';
import type { Rule } from '../src/engine/rule.ts';
import { constant, of } from '../src/engine/term.ts';
import { amountText, mention, originText, passages, roundUp } from '../src/engine/wording.ts';
import { serves } from '../src/engine/route.ts';
import { formatDuration } from '../src/model/duration.ts';
import type { Chain, Layer } from '../src/model/layer.ts';
import type { Setting } from '../src/model/setting.ts';

export const endpointCut: Rule = {
  id: 'endpoint-cut',
  summary: 'a layer on the way of a declared endpoint gives up before the endpoint is done',
  *requires({ chains, endpoints }) {
    for (const endpoint of endpoints) for (const chain of chains) yield* along(chain, endpoint);
  },
};

function* along(chain: Chain, endpoint: Endpoint): Iterable<Requirement> {
  const first = firstMatching(chain, endpoint);
  for (const [index, layer] of chain.layers.entries()) {
    if (index < first) continue;
    for (const { setting, need, amount } of clocksOf(layer, endpoint)) yield requirement(chain, layer, setting, endpoint, need, amount);
  }
}

/** A client may call something else; what lies further in is on the endpoint's way all the same. */
function firstMatching({ layers, layerRoutes }: Chain, endpoint: Endpoint): number {
  for (let index = layers.length - 1; index >= 0; index--) {
    const choice = layerRoutes[index];
    if (choice && !serves(endpoint, choice)) return index + 1;
  }
  return 0;
}

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
      advice: setting.fixed
        ? `${setting.name} of ${layer.name} cannot be changed: make ${endpoint.path} finish within ${amountText(setting)}, or answer at once and do the work in the background`
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
  return `${after}${cut}${effect ? `; while the response has not begun: ${effect.sees}` : ''}`;
}
