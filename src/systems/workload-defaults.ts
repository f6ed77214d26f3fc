import type { Process } from '../model/process.ts';
import type { Setting } from '../model/setting.ts';
import { withDefaults } from './defaults.ts';
import { compose, composeDefaults } from './docker/facts.ts';
import { ecsDefaults } from './ecs/facts.ts';
import type { Default, SystemFacts } from './facts.ts';
import { kubernetesDefaults } from './kubernetes/facts.ts';
import { machineDefaults } from './machine/facts.ts';

const pods = new Set(['deployment', 'statefulset', 'daemonset', 'replicaset', 'rollout', 'pod']);

/** The `health.*` and `stop.*` settings of a process, with what its orchestrator does where nobody wrote anything. */
export function processSettings(process: Process): readonly Setting[] {
  const { kind } = process.workload;
  if (pods.has(kind)) return ofPod(process);
  if (kind === 'ecs') return completed(process.settings, ecsDefaults, process, 'Amazon ECS', 'ecs');
  if (process.supervised) return completed(process.settings, machineDefaults.supervisor, process, 'supervisor', 'supervisor');
  if (kind === 'systemd' || kind === 'supervisor') return completed(process.settings, machineDefaults[kind], process, kind === 'systemd' ? 'systemd' : 'supervisor', kind);
  return kind === 'service' ? completed(process.settings, composeDefaults, process, compose.title, compose.system) : process.settings;
}

function ofPod(process: Process): readonly Setting[] {
  const isProbe = (setting: Setting) => setting.timer.startsWith('health.');
  const stops = completed(process.settings.filter((setting) => !isProbe(setting)), kubernetesDefaults.filter(({ timer }) => !timer.startsWith('health.')), process, 'Kubernetes', 'kubernetes');
  const probes = (process.probes ?? []).flatMap(({ name, place }) => {
    const fields = kubernetesDefaults.filter(({ timer }) => timer.startsWith('health.')).map((entry) => ({ ...entry, name: `${name}.${entry.name}` }));
    const own = process.settings.filter((setting) => isProbe(setting) && setting.name.startsWith(`${name}.`));
    return completed(own, fields, { ...process, place }, 'Kubernetes', 'kubernetes');
  });
  return [...stops, ...probes];
}

function completed(own: readonly Setting[], defaults: readonly Default[], { place }: Pick<Process, 'place'>, title: string, system: string): readonly Setting[] {
  const facts: SystemFacts = { system, title, kind: 'app-server', defaults };
  return withDefaults(own, facts, { version: { reason: 'the same in every version' }, place });
}
