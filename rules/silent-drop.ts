import type { Endpoint } from '../src/config/config.ts';
import { declaredFor, needed } from '../src/engine/endpoint.ts';
import { probeOf } from '../src/engine/probes.ts';
import { anyOf, type Claim, outlasts, type Mention, type Requirement } from '../src/engine/requirement.ts';
import { isWritten, type Model, type Rule, settingOf } from '../src/engine/rule.ts';
import { of } from '../src/engine/term.ts';
import { amountText, mention, passages } from '../src/engine/wording.ts';
import type { Hop, Layer, Middlebox } from '../src/model/layer.ts';
import type { Setting } from '../src/model/setting.ts';

/** A probe must reach the middlebox before the flow is forgotten. */
const margin = 1000;

export const silentDrop: Rule = {
  id: 'silent-drop',
  summary: 'a middlebox forgets a silent connection and tells nobody',
  *requires(model) {
    for (const hop of model.hops) {
      for (const middlebox of hop.middleboxes) {
        const forgets = middlebox.settings.find((setting) => setting.timer === 'flow.idle');
        if (forgets && !('what' in hop.downstream) && middlebox.expiry !== 'reset') yield* acrossIt(model, hop, hop.downstream, middlebox, forgets);
      }
    }
  },
};

function* acrossIt(model: Model, hop: Hop, downstream: Layer, middlebox: Middlebox, forgets: Setting): Iterable<Requirement> {
  const probes = probeOf(downstream, 'downstream');
  if (!probes) return;
  const before = (setting: Setting | undefined): readonly Claim[] => (setting ? [outlasts(of(forgets), of(setting, { off: 'never' }), margin)] : []);
  const upstream = 'what' in hop.upstream ? undefined : hop.upstream;
  const theirProbes = before(upstream && probeOf(upstream, 'upstream'));
  const base = { hop, downstream, middlebox, forgets, probes, model };
  const limits = waits.flatMap((timer) => before(settingOf(downstream, timer)));
  yield requirement(base, 'waiting', anyOf([...before(probes), ...limits], theirProbes));
  const pool = anyOf([...before(probes), ...before(settingOf(downstream, 'upstream.idle'))], [...before(upstream && settingOf(upstream, 'downstream.idle')), ...theirProbes]);
  yield { ...requirement(base, 'idle', pool), when: hop.pooled };
}

interface Across {
  readonly model: Model;
  readonly hop: Hop;
  readonly downstream: Layer;
  readonly middlebox: Middlebox;
  readonly forgets: Setting;
  readonly probes: Setting;
}

function requirement(across: Across, silence: 'waiting' | 'idle', claim: Claim): Requirement {
  const { hop, downstream, middlebox, forgets, probes } = across;
  return {
    claim,
    severity: certainlySilent(across, silence) ? 'error' : 'warning',
    layers: [downstream],
    hops: [hop],
    condition: hop.when,
    otherEnd: `${middlebox.system} ${silence}`,
    tell: () => ({
      message: `${middlebox.name} forgets a connection that is silent for ${amountText(forgets)}, and nothing on this hop sends a TCP keep-alive probe before that (${probeText(probes)})`,
      symptom: silence === 'waiting' ? hangs(downstream, forgets) : `the first request of ${downstream.name} on a connection that was idle for more than ${amountText(forgets)} hangs or is reset`,
      advice: `let ${downstream.name} send TCP keep-alive probes well before ${amountText(forgets)} of silence, e.g. the first after 60 s by ${probes.name} (where that only switches them on, the sysctl net.ipv4.tcp_keepalive_time says when)${silence === 'waiting' ? ', or give its request a read timeout below that' : ', or drop idle connections sooner'}${theirAdvice(across)}`,
      primary: mention(probes, downstream, `${downstream.name}: ${probeText(probes)}`),
      related: [mention(forgets, middlebox), ...(silence === 'waiting' ? waitsOf(downstream) : pooledFor(downstream)).map((limit) => mention(limit, downstream)), ...passages(forgets, middlebox), ...passages(probes, downstream), ...otherProbes(across)],
    }),
  };
}

function hangs(downstream: Layer, forgets: Setting): string {
  const ends = waitsOf(downstream).map((wait) => `gives up only after ${amountText(wait)}`)[0] ?? 'never returns';
  return `a request whose answer takes longer than ${amountText(forgets)} ${ends}, although the server answered it; curl and browsers send probes every 60 s and do not show the fault`;
}

const waitsOf = (downstream: Layer): readonly Setting[] => waits.flatMap((timer) => settingOf(downstream, timer) ?? []).filter((wait) => !isOver(wait, Number.MAX_VALUE));

/** What is not known counts as over. */
const isOver = ({ value }: Setting, limit: number): boolean => value.kind !== 'known' || value.amount > limit;

function probeText(probes: Setting): string {
  if (isOver(probes, Number.MAX_VALUE)) return 'no probes';
  return probes.timer === 'probe.interval' ? `${amountText(probes)} between probes` : `first probe after ${amountText(probes)}`;
}

/** A declared silence, or a written limit above the middlebox's, means that such silences are expected. */
function certainlySilent({ downstream, forgets, model }: Across, silence: 'waiting' | 'idle'): boolean {
  const limit = forgets.value.kind === 'known' ? forgets.value.amount : Number.POSITIVE_INFINITY;
  const declared = declaredFor(downstream, model).some((endpoint) => declaredSilence(endpoint, silence) > limit);
  return declared || (silence === 'waiting' && waitsOf(downstream).some((wait) => isWritten(wait) && isOver(wait, limit)));
}

const waits = ['upstream.read', 'upstream.deadline', 'upstream.first-byte'] as const;

const declaredSilence = (endpoint: Endpoint, which: 'waiting' | 'idle'): number => (which === 'idle' ? endpoint.idle : needed(endpoint, 'silence')) ?? 0;

/** How long a pooled connection may lie, where that is limited. */
const pooledFor = (downstream: Layer): readonly Setting[] => [settingOf(downstream, 'upstream.idle')].flatMap((limit) => (limit && !isOver(limit, Number.MAX_VALUE) ? [limit] : []));

/** What the other end of this hop sends by itself, if somebody wrote it: probes from either end keep a flow. */
function otherEndProbes({ hop: { upstream } }: Across): Setting | undefined {
  const found = 'what' in upstream ? undefined : probeOf(upstream, 'upstream');
  return found && found.provenance.kind !== 'default' ? found : undefined;
}

function theirAdvice(across: Across): string {
  const [{ upstream }, late] = [across.hop, otherEndProbes(across)];
  return late && !('what' in upstream) ? `; probes of ${upstream.name} do as well: set its ${late.name} well below that` : '';
}

/** Probes that look like the cure but come too late or run elsewhere. */
function otherProbes(across: Across): readonly Mention[] {
  const { hop: { upstream }, model } = across;
  if ('what' in upstream) return [];
  const late = otherEndProbes(across);
  if (late) return [mention(late, upstream, `${upstream.name} at the other end does send probes, but ${isOver(late, Number.MAX_VALUE) ? 'none soon enough' : `the first only after ${amountText(late)}`}`)];
  const beyond = upstream.settings.find((setting) => setting.timer === 'probe.idle' && setting.side === 'upstream' && setting.provenance.kind !== 'default');
  if (!beyond || !model.hops.some((next) => !('what' in next.downstream) && next.downstream.id === upstream.id)) return [];
  return [mention(beyond, upstream, `${upstream.name} does send probes after ${amountText(beyond)}, but on the next hop`)];
}
