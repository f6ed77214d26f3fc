import { posix } from 'node:path';
import type { Tree } from '../discover/tree.ts';
import type { Project } from '../model/layer.ts';
import { type Datum, datumAt, type Resource, type TextDatum, valueAt } from '../model/resource.ts';
import { constantSource } from './command/constant-source.ts';
import { shellLine } from './command/words.ts';
import type { Container, Word } from './container.ts';
import { filesBelow, folderOf } from './folders.ts';
import { bare } from './plain/procfile.ts';

const types = /^(?:Microsoft\.Web\/sites|azurerm_(?:linux_)?web_app|azurerm_app_service)$/;

/** The web apps of Azure App Service among some resources. */
export const webApps = (resources: readonly Resource[]): readonly Resource[] => resources.filter(({ type, body }) => types.test(type) && !/functionapp|workflowapp/.test(valueAt(body, 'kind') ?? ''));

/** What the web apps run, as far as their start command tells it. */
export function webAppContainers(resources: readonly Resource[], project: Project, tree: Tree): readonly Container[] {
  return webApps(resources).flatMap((app) => {
    const config = datumAt(app.body, 'properties', 'siteConfig') ?? datumAt(app.body, 'site_config');
    const command = startCommand(config);
    const image = imageOf(config);
    if (!command && !image) return [];
    const words = command ? wordsOf(command) : undefined;
    const name = valueAt(app.body, 'name') ?? app.name;
    return [{
      ...bare(`${app.address}/app`, app.place.file, tree, command?.text.places[0] ?? app.place),
      project, workload: { kind: 'app-service', name }, container: name, network: app.address, image: image?.text, entrypoint: words, sources: sourcesOf(command, project, tree),
    }];
  });
}

function startCommand(config: Datum | undefined): TextDatum | undefined {
  const found = datumAt(config, 'appCommandLine') ?? datumAt(config, 'app_command_line');
  return found?.kind === 'text' && found.text.value !== undefined && found.text.value.trim() !== '' && found.text.value !== 'null' ? found : undefined;
}

function wordsOf({ text, raw }: TextDatum): readonly Word[] {
  const source = raw?.();
  return shellLine(source !== undefined && source.text === text.value ? source : constantSource(text), text.places[0]);
}

/** `DOCKER|registry/image:tag`. */
function imageOf(config: Datum | undefined): TextDatum | undefined {
  const version = datumAt(config, 'linuxFxVersion') ?? datumAt(config, 'linux_fx_version');
  if (version?.kind !== 'text' || !/^docker\|/i.test(version.text.value ?? version.text.expression)) return undefined;
  const without = (text: string): string => text.replace(/^docker\|/i, '');
  return { ...version, text: { ...version.text, value: version.text.value === undefined ? undefined : without(version.text.value), expression: without(version.text.expression) } };
}

/** The folder of the only file of the project that a word of the command names. */
function sourcesOf(command: TextDatum | undefined, project: Project, tree: Tree): readonly string[] {
  const files = ((command?.text.value ?? '').match(/[\w./-]+/g) ?? []).flatMap((word) => /^.+\.(?:sh|py|js|mjs|cjs|json|jar|dll|toml|ini|ya?ml)\b/.exec(word)?.[0] ?? []);
  for (const file of files) {
    const name = posix.basename(file);
    const found = filesBelow(tree, project.folder).filter((path) => posix.basename(path) === name && tree.projectOf(path).folder === project.folder);
    if (found.length === 1 && found[0] !== undefined) return [folderOf(found[0])];
  }
  return [];
}
