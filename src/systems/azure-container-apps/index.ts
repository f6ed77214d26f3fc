import { minute } from '../../model/duration.ts';
import { datumAt, namesOf, type Resource, textAt } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import type { Setting } from '../../model/setting.ts';
import { platformServices } from '../../workloads/platforms.ts';
import { platformLayer } from '../platform-layer.ts';
import { configured } from '../setting.ts';
import type { Reading, System } from '../system.ts';
import { facts, idle } from './facts.ts';

export const azureContainerApps: System = { id: facts.system, facts, fromScene: async (scene) => readScene(scene) };

/** Applications without ingress are asked by nobody. */
function readScene(scene: Scene): Reading | undefined {
  const apps = platformServices(scene.resources ?? [], 'container-app').filter(hasIngress);
  return apps.length === 0 ? undefined : { layers: apps.map((app) => platformLayer(facts, { name: app.name, place: app.place, network: app.address, names: namesOf(app) }, idleSettings(scene), scene)) };
}

const hasIngress = ({ body }: Resource): boolean => datumAt(body, 'ingress') !== undefined || datumAt(datumAt(body, 'properties'), 'configuration', 'ingress') !== undefined;

/** Of the environment; several of them leave it open. */
function idleSettings({ resources = [] }: Scene): readonly Setting[] {
  const texts = resources.filter(({ type }) => type === 'Microsoft.App/managedEnvironments').flatMap(({ body }) => textAt(datumAt(body, 'properties'), 'ingressConfiguration', idle.name) ?? []);
  const [text] = texts;
  const reads = (value: string): number | undefined => (texts.length === 1 && /^\d{1,2}$/.test(value) && Number(value) >= idle.least && Number(value) <= idle.most ? Number(value) * minute : undefined);
  return text ? [configured('upstream.read', idle.name, text, reads)] : [];
}
