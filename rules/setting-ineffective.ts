import type { Endpoint } from '../src/config/config.ts';
import { clocks, declaredFor, needed } from '../src/engine/endpoint.ts';
import type { Model, Rule } from '../src/engine/rule.ts';
import { onePerFile, worksAsWritten } from '../src/engine/written.ts';
import type { Layer } from '../src/model/layer.ts';
import type { Timer } from '../src/model/timer.ts';
import type { WrittenIn } from '../src/systems/system.ts';

export const settingIneffective: Rule = {
  id: 'setting-ineffective',
  summary: 'something is written and does nothing',
  *requires(model) {
    for (const one of onePerFile(model.written, 'ineffective')) {
      yield worksAsWritten(one, one.first.written.refused || breaksEndpoint(one.first, model) ? 'error' : 'warning', 'has no effect');
    }
  },
};

/** What is in force instead ends a declared endpoint. */
function breaksEndpoint({ written, project }: WrittenIn, model: Model): boolean {
  const layers = model.layers.filter((layer) => layer.system === written.system && layer.project.folder === project.folder && standsIn(layer, written.place.file));
  return layers.some((layer) => {
    const inForce = layer.settings.find(({ timer, name }) => (written.timer ? timer === written.timer : name === written.name));
    return inForce?.value.kind === 'known' && isTooShort(inForce.timer, inForce.value.amount, declaredFor(layer, model));
  });
}

const standsIn = (layer: Layer, file: string): boolean => layer.place.file === file || layer.settings.some(({ place }) => place.file === file);

const isTooShort = (timer: Timer, amount: number, endpoints: readonly Endpoint[]): boolean => endpoints.some((endpoint) => {
  const need = clocks[endpoint.kind][timer];
  return need !== undefined && amount < (needed(endpoint, need) ?? 0);
});
