import type { Tree } from '../discover/tree.ts';
import type { Scene } from '../model/scene.ts';
import type { Syntax } from '../syntax/syntax.ts';
import { readCompose } from './compose/read-compose.ts';
import { webAppContainers } from './app-service.ts';
import { readArm } from './arm/read-arm.ts';
import { readBicep } from './bicep/read-bicep.ts';
import { readCloudFormation } from './cloudformation/read-cloudformation.ts';
import { readTaskFiles } from './cloudformation/task-files.ts';
import { platformContainers } from './platforms.ts';
import type { Container } from './container.ts';
import { declaredValues } from './declared.ts';
import { assignSources, namedBuilds, withDockerfiles } from './assign.ts';
import { groupBy } from './group.ts';
import { containerReader } from './kubernetes/shared-containers.ts';
import { toIngress } from './kubernetes/ingresses.ts';
import { type ObjectSet, readKubernetes } from './kubernetes/read-kubernetes.ts';
import { toService } from './kubernetes/services.ts';
import { writtenBuilds } from './dockerfile/written-builds.ts';
import { loneDockerfiles, productionStages } from './plain/dockerfiles.ts';
import { appEngineContainers } from './plain/app-engine.ts';
import { startScript } from './plain/packages.ts';
import { procfileContainers } from './plain/procfile.ts';
import { unitContainers } from './plain/units.ts';
import type { Again, ReadScenes } from './scenes.ts';
import { serverScripts } from './plain/scripts.ts';
import { readGcloud } from './gcloud/read-gcloud.ts';
import { readChalice } from './serverless/read-chalice.ts';
import { readServerless } from './serverless/read-serverless.ts';
import { starter } from './start.ts';
import { taskContainers } from './terraform/ecs.ts';
import { readTerraform, type ResourceSet } from './terraform/read-terraform.ts';

type Started = ReturnType<typeof starter>;

interface Draft extends Omit<Scene, 'processes'> {
  readonly containers: readonly Container[];
}

export const readScenes: ReadScenes = (tree, syntax, config, { helm, again = everything } = {}) => {
  const declared = declaredValues(config);
  const containers = containerReader(declared);
  const started = starter(tree, syntax, declared);
  const written = writtenBuilds(tree, syntax);
  const kubernetes = readKubernetes(tree, syntax, config, helm);
  const compose = readCompose(tree, syntax, config, written);
  const terraform = readTerraform(tree, syntax, config);
  const described = [...terraform.sets, ...readBicep(tree), ...readArm(tree, syntax, declared), ...readCloudFormation(tree, syntax, declared), ...readServerless(tree, syntax, declared), ...readChalice(tree, syntax), ...readGcloud(tree, syntax)];
  const provided = [...described, ...readTaskFiles(tree, syntax, declared).filter((set) => !described.some((other) => isSameService(set, other)))].map((set) => providedDraft(set, tree));
  const fromManifests = [...kubernetes.sets.map((set) => kubernetesDraft(set, containers(set))), ...compose.sets.map((set) => ({ ...noObjects, ...set })), ...provided];
  const builds = namedBuilds(compose.sets.filter((set) => set.when === undefined && !set.project.sample).flatMap((set) => set.containers));
  const manifests = fromManifests.map((draft) => ({ ...draft, containers: withDockerfiles(draft.containers, tree, syntax, draft.project.sample ? undefined : builds, written) }));
  const orchestrated = manifests.filter(again.isMeant).map((draft) => toScene(draft, tree, started));
  const plain = plainDrafts(tree, syntax, manifests, filesOf([...again.others, ...orchestrated]), started).filter(again.isMeant).map((draft) => toScene(draft, tree, started));
  return { scenes: withScripts([...orchestrated, ...plain], again, tree, started), problems: [...kubernetes.problems, ...compose.problems, ...terraform.problems] };
};

const everything: Again = { isMeant: () => true, others: [] };

/** Terraform often registers the first revision of a task whose later ones are deployed from a file. */
const isSameService = (set: ResourceSet, other: ResourceSet): boolean => set.project.folder === other.project.folder && other.resources.some(({ type }) => type === 'aws_ecs_task_definition');

const noObjects = { services: [], ingresses: [], objects: [] };

function kubernetesDraft({ project, when, objects, texts }: ObjectSet, containers: readonly Container[]): Draft {
  return {
    project,
    when,
    containers,
    services: objects.filter((object) => object.kind === 'Service' && !object.apiVersion.includes('knative')).map((object) => toService(object, texts)),
    ingresses: objects.filter((object) => object.kind === 'Ingress' && !object.apiVersion.includes('config.openshift.io')).map((object) => toIngress(object, texts)),
    objects: objects.filter((object) => (object.kind !== 'Service' || object.apiVersion.includes('knative')) && object.kind !== 'Ingress'),
  };
}

function providedDraft({ project, resources }: ResourceSet, tree: Tree): Draft {
  return { ...noObjects, project, when: undefined, containers: [...taskContainers(resources, project), ...webAppContainers(resources, project, tree), ...platformContainers(resources, project, tree)], resources };
}

/** What starts without any orchestrator; and at least one scene, so that stray files have somewhere to stand. */
function plainDrafts(tree: Tree, syntax: Syntax, manifests: readonly Draft[], read: ReadonlySet<string>, started: Started): readonly Draft[] {
  const made = manifests.flatMap((draft) => draft.containers).flatMap(({ build }) => build ?? []);
  const images = new Set(made.flatMap((build) => [build.dockerfile.path, ...(build.upon ?? [])]));
  const files = [...procfileContainers(tree), ...unitContainers(tree, syntax), ...appEngineContainers(tree, syntax)].filter((container) => !read.has(container.place.file));
  const built = files.flatMap(({ build }) => (build ? [build.dockerfile.path] : []));
  const lone = [...loneDockerfiles(tree, new Set([...images, ...built])), ...productionStages(tree, made)];
  const inside = filesOf(perProject(lone).map((draft) => toScene(draft, tree, started)));
  const drafts = perProject([...files.filter((container) => !inside.has(container.place.file)), ...lone]);
  const root = tree.projectOf('.');
  const isRoot = (draft: Draft): boolean => draft.project.folder === root.folder;
  if ([...manifests, ...drafts].some((draft) => isRoot(draft) && draft.containers.length > 0)) return drafts;
  return [...drafts, { ...noObjects, project: root, when: undefined, containers: startScript(root, tree, syntax) }];
}

const perProject = (containers: readonly Container[]): readonly Draft[] =>
  [...groupBy(containers, (container) => container.project)].map(([project, group]): Draft => ({ ...noObjects, project, when: undefined, containers: group }));

/** Where the commands stand that the processes were started by: supervisor files and Procfiles among them are not started anew. */
function filesOf(scenes: readonly Scene[]): ReadonlySet<string> {
  return new Set(scenes.flatMap((scene) => scene.processes).flatMap(({ argv }) => argv.flatMap((word) => word.places.map((place) => place.file))));
}

/** Scripts that nobody starts make a scene of their own, in the place of an empty one. */
function withScripts(scenes: readonly Scene[], { isMeant, others }: Again, tree: Tree, started: Started): readonly Scene[] {
  const scripts = groupBy(serverScripts(tree, [...others, ...scenes].flatMap((scene) => scene.processes)), (container) => container.project);
  const drafts = [...scripts].map(([project, containers]): Draft => ({ ...noObjects, project, when: undefined, containers }));
  const added = drafts.filter(isMeant).map((draft) => toScene(draft, tree, started));
  const isEmpty = (scene: Scene): boolean => scene.processes.length === 0 && scene.objects.length === 0 && scene.ingresses.length === 0 && scene.services.length === 0 && (scene.resources ?? []).length === 0;
  return [...scenes.filter((scene) => !isEmpty(scene) || !scripts.has(scene.project)), ...added];
}

function toScene({ containers, ...rest }: Draft, tree: Tree, started: Started): Scene {
  const sources = assignSources(containers, rest.project, tree);
  return { ...rest, processes: containers.flatMap((container) => started(container, sources(container))) };
}

