import { second } from '../../model/duration.ts';
import type { Project } from '../../model/layer.ts';
import { type Datum, datumAt, datumsAt, entryOf, type Resource, textAt, valueAt } from '../../model/resource.ts';
import type { Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import type { Text } from '../../model/value.ts';
import type { Container, Word } from '../container.ts';
import { manifestSetting } from '../setting.ts';

const seconds = { bare: second, suffixes: {}, decimals: false, compound: false };
const count = { bare: 1, suffixes: {}, decimals: false, compound: false };

/** The containers of the task definitions among some resources. */
export function taskContainers(resources: readonly Resource[], project: Project): readonly Container[] {
  return resources.filter(({ type }) => type === 'aws_ecs_task_definition').flatMap((task) => definitions(task).flatMap((definition) => containerOf(definition, task, project) ?? []));
}

function definitions(task: Resource): readonly Datum[] {
  const written = datumAt(task.body, 'container_definitions');
  if (written?.kind === 'map') return [written];
  return written?.kind === 'list' ? written.items : [];
}

function containerOf(definition: Datum, task: Resource, project: Project): Container | undefined {
  if (definition.kind !== 'map') return undefined;
  const name = valueAt(definition, 'name') ?? textAt(definition, 'name')?.expression ?? task.name;
  const opening = entryOf(definition, 'command') ?? entryOf(definition, 'entryPoint') ?? entryOf(definition, 'image') ?? entryOf(definition, 'name');
  const family = valueAt(task.body, 'family');
  return {
    id: `${task.address}/${name}`,
    project,
    workload: { kind: 'ecs', name: family ?? task.name.split('.').at(-1) ?? task.name },
    container: name,
    network: `ecs/${task.address}`,
    names: [],
    labels: new Map(),
    image: textAt(definition, 'image'),
    build: undefined,
    entrypoint: wordsOf(datumAt(definition, 'entryPoint')),
    command: wordsOf(datumAt(definition, 'command')),
    env: pairs(definition, 'environment', 'name'),
    workdir: valueAt(definition, 'workingDirectory'),
    ports: datumsAt(definition, 'portMappings').flatMap(portOf),
    settings: settingsOf(definition),
    ...(valueAt(definition, 'linuxParameters', 'initProcessEnabled') === 'true' ? { hasInit: true as const } : {}),
    sysctls: pairs(definition, 'systemControls', 'namespace'),
    mounts: [],
    sources: [],
    place: opening?.keyPlace ?? task.place,
  };
}

function wordsOf(datum: Datum | undefined): readonly Word[] | undefined {
  if (datum?.kind !== 'list') return undefined;
  const words = datum.items.flatMap((item): readonly Word[] => {
    if (item.kind !== 'text') return [];
    const raw = item.raw?.();
    return [raw !== undefined && raw.text === item.text.value ? { ...item.text, script: () => raw } : item.text];
  });
  return words.length > 0 ? words : undefined;
}

function pairs(definition: Datum, list: string, key: string): ReadonlyMap<string, Text> {
  return new Map(datumsAt(definition, list).flatMap((pair) => {
    const name = valueAt(pair, key);
    const value = textAt(pair, 'value');
    return name !== undefined && value ? [[name, value] as const] : [];
  }));
}

function portOf(mapping: Datum): Container['ports'] {
  const port = textAt(mapping, 'containerPort');
  const name = valueAt(mapping, 'name');
  const number = Number(port?.value ?? Number.NaN);
  return port && Number.isInteger(number) ? [{ port: number, place: port.places[0], ...(name === undefined ? {} : { name }) }] : [];
}

function settingsOf(definition: Datum): readonly Setting[] {
  const one = (timer: Timer, grammar: typeof seconds, ...path: readonly string[]): readonly Setting[] => {
    const text = textAt(definition, ...path);
    return text ? [manifestSetting(timer, path.join('.'), text, grammar)] : [];
  };
  return [
    ...one('stop.grace', seconds, 'stopTimeout'),
    ...one('health.period', seconds, 'healthCheck', 'interval'),
    ...one('health.timeout', seconds, 'healthCheck', 'timeout'),
    ...one('health.failures', count, 'healthCheck', 'retries'),
  ];
}
