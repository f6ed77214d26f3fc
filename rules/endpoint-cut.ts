import type { Endpoint } from '../src/config/config.ts';
import { outlasts, type Requirement } from '../src/engine/requirement.ts';
import { type Rule, settingOf } from '../src/engine/rule.ts';
import { constant, of } from '../src/engine/term.ts';
import { amountText, mention, originText, passages, roundUp } from '../src/engine/wording.ts';
import { serves } from '../src/engine/route.ts';
import { formatDuration } from '../src/model/duration.ts';
import type { Chain, Layer } from '../src/model/layer.ts';
import type { Setting } from '../src/model/setting.ts';
import type { Timer } from '../src/model/timer.ts';

type Need = 'duration' | 'silence' | 'work';

/** Which clocks apply to which kind of endpoint, and to what of it. */
const clocks: Readonly<Record<Endpoint['kind'], Partial<Record<Timer, Need>>>> = {
  response: {
    'upstream.deadline': 'duration', 'upstream.try': 'duration', 'upstream.read': 'silence', 'upstream.first-byte': 'silence',
    'exchange.idle': 'silence', 'worker.deadline': 'work', 'downstream.response': 'duration',
  },
  download: {
    'upstream.deadline': 'duration', 'upstream.try': 'duration', 'upstream.read': 'silence', 'exchange.idle': 'silence',
    'worker.deadline': 'work', 'downstream.response': 'duration', 'downstream.send': 'silence',
  },
  upload: {
    'downstream.request': 'duration', 'downstream.body': 'silence', 'upstream.deadline': 'duration', 'upstream.try': 'duration',
    'upstream.read': 'silence', 'exchange.idle': 'silence', 'worker.deadline': 'work', 'downstream.response': 'duration',
  },
  stream: {
    'upstream.deadline': 'duration', 'upstream.try': 'duration', 'upstream.read': 'silence', 'exchange.idle': 'silence',
    'worker.deadline': 'work', 'downstream.response': 'duration', 'downstream.send': 'silence',
  },
  websocket: { 'upstream.deadline': 'duration', 'upstream.read': 'silence', 'exchange.idle': 'silence', 'worker.deadline': 'work', 'downstream.response': 'duration' },
};

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
    for (const [timer, need] of Object.entries(clocks[endpoint.kind]) as [Timer, Need][]) {
      const setting = settingOf(layer, timer);
      const amount = needed(endpoint, need);
      if (setting && amount !== undefined && amount > 0) yield requirement(chain, layer, setting, endpoint, need, amount);
    }
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

function needed({ kind, duration, silence, work }: Endpoint, need: Need): number | undefined {
  if (need === 'duration') return duration;
  if (need === 'work') return work ?? duration;
  return silence ?? (kind === 'download' || kind === 'upload' ? 0 : duration);
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
      message: `${layer.name} cuts ${endpoint.path} after ${amountText(setting)}: ${setting.name} (${originText(setting)}) is shorter than its ${formatDuration(amount)} of ${words[need]}`,
      symptom: symptom(setting, endpoint),
      advice: setting.fixed
        ? `${setting.name} of ${layer.name} cannot be changed: make ${endpoint.path} finish within ${amountText(setting)}, or answer at once and do the work in the background`
        : `set ${setting.name} of ${layer.name} to more than ${formatDuration(amount)}, e.g. ${formatDuration(roundUp(amount * 1.25))}`,
      primary: mention(setting, layer, `${layer.name} cuts here after ${amountText(setting)} (${originText(setting)})`),
      related: [...passages(setting, layer), { place: endpoint.place, message: `${endpoint.path} is declared to take ${formatDuration(amount)} (${words[need]})` }],
    }),
  };
}

const words: Readonly<Record<Need, string>> = { duration: 'duration', silence: 'silence', work: 'work' };

function symptom({ effect, value }: Setting, { kind }: Endpoint): string {
  const at = value.kind === 'known' ? ` after ${formatDuration(value.amount)}` : '';
  if (kind === 'response') return `the client gets ${effect?.sees ?? 'an error'}${at}`;
  const cut = kind === 'download' ? 'the download ends early, possibly as a complete-looking short file' : kind === 'upload' ? 'the upload is broken off' : 'the connection is dropped';
  return `${cut}${at}${effect ? ` (before the response has begun: ${effect.sees})` : ''}`;
}
