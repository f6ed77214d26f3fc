import type { Config } from '../../config/config.ts';
import { declaredNode, declaredScalar } from '../declared.ts';
import type { Lookup } from './evaluate.ts';

/** `use.templates` and `values:` of hoplint.yaml, under the whole name of a variable or its last part, for the templates of a folder. */
export function declaredIn(config: Config): (path: string) => Lookup {
  const own = { folder: '', templates: config.use.templates, templatePlaces: config.templatePlaces };
  const all = [...(config.nested ?? []).toSorted((a, b) => b.folder.length - a.folder.length), own];
  return (path) => (name) => {
    const last = /[^.:@$]+$/.exec(name)?.[0] ?? name;
    for (const key of [name, last]) {
      const chosen = all.find(({ folder, templates }) => templates?.has(key) === true && (folder === '' || path.startsWith(`${folder}/`)));
      const place = chosen?.templatePlaces?.get(key);
      const scalar = chosen && place ? declaredNode(chosen.templates?.get(key) ?? '', place) : config.values.has(key) ? declaredScalar(config, key) : undefined;
      if (scalar) return { value: scalar.value, source: scalar.source, start: 0, end: scalar.text.length, variable: key };
    }
    return undefined;
  };
}
