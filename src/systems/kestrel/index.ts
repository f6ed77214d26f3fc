import { ownerOf } from '../python/owner.ts';
import type { System } from '../system.ts';
import { facts } from './facts.ts';
import { listenersOf } from './listen.ts';
import { webProject } from './project.ts';
import { settingsOf } from './settings.ts';

/** The web server of ASP.NET Core. */
export const kestrel: System = {
  id: 'kestrel',
  facts,
  async fromProcess(process, reader) {
    const project = webProject(process, reader);
    if (project === undefined) return undefined;
    reader.claim(project.file);
    const known = reader.version('kestrel') ?? project.version;
    return {
      layers: [{
        system: 'kestrel', kind: 'app-server', name: `Kestrel (${ownerOf(process)})`, version: known === undefined ? { reason: 'no target framework is written' } : { known }, place: process.place, process, routes: [],
        settings: await settingsOf(project, process, reader), listens: listenersOf(project, process, reader),
      }],
    };
  },
};
