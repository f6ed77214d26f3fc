import { posix } from 'node:path';
import type { Process } from '../../model/process.ts';
import type { Scene } from '../../model/scene.ts';
import { unsure, yes } from '../../model/value.ts';
import { managed } from '../documented.ts';
import type { Reader } from '../reader.ts';
import type { LayerReading, Reading, System, Target } from '../system.ts';
import { facts } from './facts.ts';

export const herokuRouter: System = { id: facts.system, facts, fromScene: async (scene, reader) => readScene(scene, reader) };

function readScene({ processes }: Scene, reader: Reader): Reading | undefined {
  const web = processes.filter(({ workload }) => workload.kind === 'procfile' && workload.name === 'web');
  const files = [...new Set(web.map(procfileOf))];
  const layers = files.flatMap((file) => {
    const evidence = evidenceFor(posix.dirname(file), reader);
    return evidence === undefined ? [] : [layer(file, web.filter((process) => procfileOf(process) === file), evidence)];
  });
  return layers.length === 0 ? undefined : { layers };
}

/** The id of a Procfile's process is `procfile/<path>/web`. */
const procfileOf = ({ id }: Process): string => id.replace(/^procfile\//, '').replace(/\/web(?:#\d+)?$/, '');

/** `certain` where a file is Heroku's own; others run Procfiles with buildpacks too. */
function evidenceFor(folder: string, { open }: Reader): 'certain' | 'likely' | undefined {
  const has = (name: string): boolean => open(posix.join(folder, name)) !== undefined;
  if (has('heroku.yml') || /"(?:buildpacks|stack|addons|formation)"\s*:/.test(open(posix.join(folder, 'app.json'))?.text ?? '')) return 'certain';
  if (['app.json', 'runtime.txt', '.slugignore'].some(has)) return 'likely';
  return has('Gemfile') && !elsewhere.some(has) ? 'likely' : undefined;
}

/** Ways of running a Ruby application for which a Procfile is merely a convenience. */
const elsewhere = ['Capfile', 'config/deploy.rb', 'config/deploy.yml', 'config/nginx.conf', 'nginx.conf', 'docker-compose.yml', 'docker-compose.yaml', 'compose.yml', 'compose.yaml', 'fly.toml', 'render.yaml'] as const;

function layer(file: string, web: readonly Process[], evidence: 'certain' | 'likely'): LayerReading {
  const [place] = web.map((process) => process.place);
  const targets = web.map(({ id }): Target => ({ kind: 'process', process: id, port: undefined, ...(evidence === 'likely' ? { assumed: `${file} may be run by another platform` } : {}) }));
  const [target = { kind: 'unknown', reason: 'no process', expression: 'web' } as const, ...others] = targets;
  const at = place ?? { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  return {
    system: facts.system,
    kind: 'load-balancer',
    name: `${facts.title} (${file})`,
    version: managed,
    place: at,
    ...(evidence === 'likely' ? { assumed: `${file} may be run by another platform` } : {}),
    settings: [],
    listens: [{ kind: 'host', host: '*', place: at }],
    routes: [{ route: {}, settings: [], place: at, upstream: { target, ...(others.length > 0 ? { others } : {}), protocol: 'http/1.1', pooled: evidence === 'certain' ? yes('Heroku\'s Router 2.0 keeps connections to dynos, unless the application switches that off') : unsure('not every platform that runs a Procfile keeps connections to it'), place: at } }],
  };
}
