import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatDuration } from '../../src/model/duration.ts';
import type { Place } from '../../src/model/place.ts';
import { counts, type Timer } from '../../src/model/timer.ts';
import { provided } from '../../src/systems/aws-alb/facts.ts';
import { aboutOf, withDefaults } from '../../src/systems/defaults.ts';
import { ecsDefaults } from '../../src/systems/ecs/facts.ts';
import type { Default } from '../../src/systems/facts.ts';
import { poolFacts } from '../../src/systems/haproxy/facts.ts';
import { ingressNginxFacts, keys } from '../../src/systems/ingress-nginx/facts.ts';
import { freeSocketTimeout } from '../../src/systems/js-http/facts.ts';
import { kubernetesDefaults } from '../../src/systems/kubernetes/facts.ts';
import { machineDefaults } from '../../src/systems/machine/facts.ts';
import { toolbeltProbe } from '../../src/systems/python-requests/facts.ts';
import { systems } from '../../src/systems/registry.ts';
import { rackTimeoutDefault } from '../../src/systems/ruby/facts.ts';
import { shutdownPhase } from '../../src/systems/spring/facts.ts';
import { atLeast } from '../../src/systems/version.ts';

const never = Number.POSITIVE_INFINITY;
const place: Place = { file: 'a', line: 1, column: 1, endLine: 1, endColumn: 2 };
const root = join(import.meta.dirname, '../../src');
const folder = join(root, 'systems');
/** Systems that share a folder, or have their package's own name. */
const elsewhere = new Map([['flask', 'django'], ['grpc-go', 'go-grpc']]);
/** As the type names them. */
const timers = new Set([...readFileSync(join(root, 'model/timer.ts'), 'utf8').matchAll(/^ {2}\| '([a-z.-]+)'/gm)].map(([, timer]) => timer));

/** Clocks that did not run before: the global agent of older releases of Node kept no connections. */
const newClocks = new Set(['js-http upstream.idle']);

const owned: readonly { readonly id: string; readonly entry: Default }[] = [
  ...systems.flatMap(({ id, facts }) => facts.defaults.map((entry) => ({ id, entry }))),
  ...Object.entries({
    kubernetes: kubernetesDefaults, ecs: ecsDefaults, ...machineDefaults, 'aws-alb by Terraform': provided.defaults,
    'rack-timeout': [rackTimeoutDefault], spring: [shutdownPhase], 'requests-toolbelt': [toolbeltProbe], agentkeepalive: [freeSocketTimeout], 'haproxy pool': poolFacts.defaults,
  }).flatMap(([id, defaults]) => defaults.map((entry) => ({ id, entry }))),
];

/** Every entry for which the condition does not hold, told by its system and option. */
const offenders = (holds: (entry: Default) => boolean): readonly string[] => owned.filter(({ entry }) => !holds(entry)).map(({ id, entry }) => `${id}: ${entry.timer} ${entry.name}`);

const isLink = (link: string): boolean => URL.canParse(link) && link.startsWith('https://') && !/\s/.test(link);

describe('systems', () => {
  it('have ids of their own, which their facts and folders share', () => {
    const ids = systems.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(systems.filter(({ id, facts }) => facts.system !== id).map(({ id }) => id)).toEqual([]);
    const folders = new Set(readdirSync(folder));
    expect(ids.filter((id) => !folders.has(elsewhere.get(id) ?? id))).toEqual([]);
  });

  it('are registered when their folder has a system', () => {
    const registered = new Set(systems.map(({ id }) => elsewhere.get(id) ?? id));
    const withSystem = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && readdirSync(join(folder, entry.name)).includes('index.ts')).map(({ name }) => name);
    expect(withSystem.filter((name) => !registered.has(name))).toEqual([]);
  });

  it('say in which language the programs are written that they run in or run', () => {
    const known = new Set(['python', 'javascript', 'go', 'csharp', 'ruby', 'java', 'php']);
    // What these run may be written in any.
    const wanting = systems.filter(({ facts }) => (facts.kind === 'app-server' && facts.system !== 'aws-lambda') || (facts.kind === 'client' && facts.system !== 'curl'));
    expect(wanting.filter(({ facts }) => !known.has(facts.language ?? '')).map(({ id }) => id)).toEqual([]);
  });

  it('back what they say of reuse and of versions with a link', () => {
    expect(systems.filter(({ facts }) => facts.reuse && (!isLink(facts.reuse.link) || facts.reuse.sees === '')).map(({ id }) => id)).toEqual([]);
    expect(systems.flatMap(({ id, facts }) => (facts.traits ?? []).filter(({ link, since, before }) => !isLink(link) || !isRange(since, before)).map(({ name }) => `${id}: ${name}`))).toEqual([]);
  });

  it('say how a stale connection surfaces wherever they know when they drop it', () => {
    const pooling = systems.filter(({ facts }) => facts.defaults.some(({ timer }) => timer === 'upstream.idle'));
    expect(pooling.filter(({ facts }) => !facts.reuse).map(({ id }) => id)).toEqual([]);
  });
});

describe('defaults', () => {
  it('have a link, and a name that a user would write', () => {
    expect(offenders(({ link }) => isLink(link))).toEqual([]);
    expect(offenders(({ name }) => name.trim() !== '' && name === name.trim())).toEqual([]);
  });

  it('name timers that exist, and a side only for probes', () => {
    expect(timers.size).toBeGreaterThan(30);
    expect(offenders(({ timer }) => timers.has(timer))).toEqual([]);
    expect(offenders(({ timer, side }) => side === undefined || timer.startsWith('probe.'))).toEqual([]);
  });

  it('are counts or durations', () => {
    expect(offenders(({ timer, value }) => !counts.has(timer) || (typeof value === 'number' && Number.isInteger(value) && value >= 1))).toEqual([]);
    expect(offenders(({ value }) => typeof value !== 'number' || (Number.isFinite(value) && value >= 0))).toEqual([]);
    // Nothing here is shorter than 0.4 s or longer than a day, so that a lost or added factor of 1000 shows.
    expect(offenders(({ timer, value }) => counts.has(timer) || typeof value !== 'number' || value === 0 || (value >= 400 && value <= 86_400_000))).toEqual([]);
    expect(offenders(({ window }) => window === undefined || (window.early >= 0 && window.late >= 0 && window.early + window.late > 0))).toEqual([]);
  });

  it('hold from a version on to a later one', () => {
    expect(offenders(({ since, before }) => isRange(since, before))).toEqual([]);
  });

  it('leave no version out: where one entry ends another begins', () => {
    const gaps = owned.filter(({ id, entry }) => entry.since !== undefined && !newClocks.has(`${id} ${entry.timer}`) && !owned.some((other) => other.id === id && mayHide(other.entry, entry) && other.entry.before === entry.since));
    expect(gaps.map(({ id, entry }) => `${id}: ${entry.timer} ${entry.name} since ${entry.since}`)).toEqual([]);
  });

  it('are never hidden by an earlier entry with the same conditions', () => {
    const hidden = owned.filter(({ id, entry }, index) => owned.slice(0, index).some((other) => other.id === id && mayHide(other.entry, entry) && overlap(other.entry, entry)));
    expect(hidden.map(({ id, entry }) => `${id}: ${entry.timer} ${entry.name} ${entry.profiles?.join() ?? ''}`)).toEqual([]);
  });

  it('tell what is not stated by the page in one line', () => {
    expect(offenders(({ uncertain }) => uncertain === undefined || (uncertain.length > 8 && !/[\n.]$/.test(uncertain)))).toEqual([]);
    expect(offenders(({ value }) => typeof value !== 'object' || value.off.length > 8)).toEqual([]);
  });
});

describe('texts that name a default', () => {
  it('ingress-nginx: what stays in force when a key cannot be read', () => {
    const named = keys.map(({ timer, otherwise }) => [timer, otherwise]);
    const known = keys.map(({ timer, unit }) => {
      const value = ingressNginxFacts.defaults.find((entry) => entry.timer === timer)?.value;
      return [timer, typeof value !== 'number' ? undefined : unit === 1 ? String(value) : formatDuration(value)];
    });
    expect(named).toEqual(known);
  });
});

describe('what a version settles', () => {
  it.each<readonly [system: string, profile: string | undefined, timer: Timer, version: string, amount: number]>([
    ['aiohttp-server', 'runner', 'downstream.idle', '3.10.11', 75_000],
    ['aiohttp-server', 'runner', 'downstream.idle', '3.11.0', 3_630_000],
    ['python-aiohttp', undefined, 'upstream.connect', '3.10.8', never],
    ['python-aiohttp', undefined, 'upstream.connect', '3.10.9', 30_000],
    ['caddy', undefined, 'downstream.header', '2.8.4', never],
    ['caddy', undefined, 'downstream.header', '2.9.0', 60_000],
    ['dotnet-httpclient', 'core', 'upstream.idle', '5.0', 120_000],
    ['dotnet-httpclient', 'core', 'upstream.idle', '6.0', 60_000],
    ['kestrel', undefined, 'downstream.idle', '5.0', 120_000],
    ['kestrel', undefined, 'downstream.idle', '8.0', 130_000],
    ['grpc-go', 'versioned', 'probe.idle', '1.59.0', 15_000],
    ['grpc-go', 'versioned', 'probe.idle', '1.60.0', 7_200_000],
    ['grpc-go', 'versioned', 'upstream.idle', '1.58.3', never],
    ['grpc-go', 'versioned', 'upstream.idle', '1.59.0', 1_800_000],
    ['js-axios', 'node', 'probe.idle', '0.24.0', never],
    ['js-axios', 'node', 'probe.idle', '1.7.9', 60_000],
    ['nginx', undefined, 'upstream.idle', '1.15.2', never],
    ['nginx', undefined, 'upstream.idle', '1.15.3', 60_000],
    ['nginx', undefined, 'downstream.lifetime', '1.19.9', never],
    ['nginx', undefined, 'downstream.lifetime', '1.19.10', 3_600_000],
    ['node', 'node', 'downstream.request', '17.9.1', never],
    ['node', 'node', 'downstream.request', '18.0.0', 300_000],
    ['puma', 'cluster', 'downstream.idle', '6.6.1', 20_000],
    ['puma', 'cluster', 'downstream.idle', '7.0.0', 65_000],
    ['traefik', undefined, 'downstream.request', '2.11.1', never],
    ['traefik', undefined, 'downstream.request', '3.0.0', 60_000],
  ])('%s %s %s at %s', (id, profile, timer, known, amount) => {
    const facts = systems.find((system) => system.id === id)?.facts;
    const settings = facts ? withDefaults([], facts, { version: { known }, place, ...(profile === undefined ? {} : { profile }) }) : [];
    expect(settings.find((setting) => setting.timer === timer)?.value).toMatchObject({ kind: 'known', amount });
  });

  it('knows exactly the releases of Node whose header clock runs while a connection is idle', () => {
    const facts = systems.find(({ id }) => id === 'node')?.facts;
    const affected = (known: string) => facts && aboutOf(facts, { known }).traits.includes('header-clock-runs-while-idle');
    expect(['10.15.2', '10.24.1', '12.0.0', '12.18.4'].map(affected)).toEqual([true, true, true, true]);
    expect(['10.15.1', '11.15.0', '12.19.0', '13.0.0', '20.20.2'].map(affected)).toEqual([false, false, false, false, false]);
  });
});

const isRange = (since: string | undefined, before: string | undefined): boolean =>
  [since, before].every((version) => version === undefined || /^\d+(?:\.\d+)*$/.test(version)) && (since === undefined || before === undefined || atLeast(since, before) === false);

/** Whether a layer that meets the conditions of `entry` may meet those of `first` as well; an entry with varieties before the general one is none of its rivals. */
const mayHide = (first: Default, entry: Default): boolean =>
  first.timer === entry.timer && first.side === entry.side && (first.profiles === undefined || (entry.profiles ?? []).some((profile) => first.profiles?.includes(profile)));

/** Half-open ranges of versions. */
function overlap(one: Default, other: Default): boolean {
  const endsFirst = (left: Default, right: Default) => left.before !== undefined && right.since !== undefined && atLeast(right.since, left.before) === true;
  return !endsFirst(one, other) && !endsFirst(other, one);
}
