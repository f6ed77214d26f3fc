import { second } from '../../model/duration.ts';
import type { Process } from '../../model/process.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { unknown } from '../../model/value.ts';
import { get, entry, items } from '../../syntax/yaml-read.ts';
import { placeOf, type YamlNode } from '../../syntax/yaml.ts';
import { manifestSetting } from '../setting.ts';
import { sleepOf } from './sleep.ts';
import type { Texts } from './texts.ts';

const probeNames = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const fields: readonly (readonly [field: string, timer: Timer])[] = [
  ['periodSeconds', 'health.period'],
  ['timeoutSeconds', 'health.timeout'],
  ['failureThreshold', 'health.failures'],
  ['initialDelaySeconds', 'health.delay'],
];
const seconds = { bare: second, suffixes: {}, decimals: false, compound: false };
const count = { bare: 1, suffixes: {}, decimals: false, compound: false };

/** What is written of probes, of preStop and of the grace period. */
export function lifecycleSettings(container: YamlNode, podSpec: YamlNode | undefined, texts: Texts): readonly Setting[] {
  const probes = probeNames.flatMap((name) => probeSettings(name, answered(get(container, name), texts), texts));
  const grace = texts(get(podSpec, 'terminationGracePeriodSeconds'));
  return [...probes, ...preStop(container, texts), ...(grace ? [manifestSetting('stop.grace', 'terminationGracePeriodSeconds', grace, seconds)] : [])];
}

export function writtenProbes(container: YamlNode, texts: Texts): NonNullable<Process['probes']> {
  return probeNames.flatMap((name) => {
    const found = entry(container, name);
    return found?.value.kind === 'map' && answered(found.value, texts) ? [{ name, place: placeOf(found.key) }] : [];
  });
}

/** A probe that the program itself answers. The kernel accepts a connection for a busy one, and a command may look at anything but a request. */
function answered(probe: YamlNode | undefined, texts: Texts): YamlNode | undefined {
  if (get(probe, 'tcpSocket') || get(probe, 'grpc')) return undefined;
  const command = items(get(probe, 'exec', 'command')).map((word) => texts(word)?.expression ?? '').join(' ');
  return get(probe, 'exec') && !/\b(?:localhost|127\.0\.0\.1)\b|\[::1\]/.test(command) ? undefined : probe;
}

function probeSettings(name: string, probe: YamlNode | undefined, texts: Texts): readonly Setting[] {
  return fields.flatMap(([field, timer]) => {
    const text = texts(get(probe, field));
    return text ? [manifestSetting(timer, `${name}.${field}`, text, timer === 'health.failures' ? count : seconds)] : [];
  });
}

function preStop(container: YamlNode, texts: Texts): readonly Setting[] {
  const handler = entry(get(container, 'lifecycle'), 'preStop');
  if (!handler || handler.value.kind !== 'map') return [];
  const native = texts(get(handler.value, 'sleep', 'seconds'));
  if (native) return [manifestSetting('stop.prestop', 'lifecycle.preStop.sleep.seconds', native, seconds)];
  const words = items(get(handler.value, 'exec', 'command')).flatMap((word) => texts(word) ?? []);
  const [first] = words;
  const name = first ? 'lifecycle.preStop.exec' : 'lifecycle.preStop';
  const sleep = sleepOf(words);
  const base = manifestSetting('stop.prestop', name, sleep ?? first ?? { value: undefined, expression: 'httpGet', places: [placeOf(handler.key)], origin: 'configured' }, seconds);
  return sleep ? [base] : [{ ...base, value: unknown('only its run tells how long the hook takes', first ? words.map((word) => word.expression).join(' ') : 'httpGet') }];
}
