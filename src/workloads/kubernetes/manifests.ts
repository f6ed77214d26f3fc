import { posix } from 'node:path';
import type { Tree } from '../../discover/tree.ts';
import { once } from '../../model/once.ts';
import type { Source } from '../../syntax/source.ts';

const manifestName = /\.(?:ya?ml|json)(?:\.(?:j2|tpl|tmpl|template|envsubst|in))?$/;
const templated = /(\.(?:ya?ml|json))\.(?:template|envsubst|in)$/;
const topKind = /^["']?kind["']?[ \t]*:[ \t]*["']?([A-Za-z]+)|"kind"[ \t]*:[ \t]*"([A-Za-z]+)"/gm;
/** Kinds that say nothing of a request's way; files that hold nothing else are not parsed. */
const irrelevant = new Set([
  'CustomResourceDefinition', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding', 'ServiceAccount', 'PersistentVolume', 'PersistentVolumeClaim', 'StorageClass', 'Namespace',
  'NetworkPolicy', 'ServiceMonitor', 'PodMonitor', 'PrometheusRule', 'PodSecurityPolicy', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration', 'PriorityClass', 'ResourceQuota',
  'LimitRange', 'Kustomization', 'Component', 'Secret', 'SealedSecret', 'ExternalSecret', 'APIService', 'Config', 'Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'PodDisruptionBudget',
  'Application', 'ApplicationSet', 'AppProject', 'Certificate', 'Issuer', 'ClusterIssuer', 'HorizontalPodAutoscaler', 'GrafanaDashboard', 'GrafanaDatasource',
]);

/** The files that hold at least one Kubernetes object of interest; cheap, without a parser. */
export function manifestFiles(tree: Tree): readonly Source[] {
  return tree.files.filter((path) => manifestName.test(path) && !isLockFile(path) && !(templated.test(path) && tree.has(path.replace(templated, '$1')))).flatMap((path) => {
    const source = tree.open(path);
    return source && isManifest(source.text) ? [withoutBallast(source)] : [];
  });
}

/** A bundle's definitions of resources make most of its length; blanked, they cost nothing and no place moves. */
export const withoutBallast = once((source: Source): Source => {
  if (!source.text.includes('\n---')) return source;
  const documents = source.text.split(/^(?=---)/m);
  const text = documents.map((each) => (each.length < 4 || each.includes('{{') || isManifest(each) ? each : `---${' '.repeat(each.length - 4)}\n`)).join('');
  return text === source.text ? source : { ...source, text };
});

const isLockFile = (path: string): boolean => /^(?:package(?:-lock)?|composer|tsconfig[\w.]*)\.json$|^pnpm-lock\.yaml$/.test(posix.basename(path));

/** A template of nothing but kinds that say nothing of a request's way, whatever the values are. */
export function isBallast(template: string): boolean {
  return template.includes('apiVersion') && /^kind:/m.test(template) && !isManifest(template) && !openEnded.test(template);
}

/** A kind that is computed, or a tag that may stand for a whole object. */
const openEnded = /^kind:[ \t]*["']?\{\{|^\{\{-?[ \t]*(?:include|template|tpl|toYaml|define|range)\b/m;

export function isManifest(text: string): boolean {
  if (!text.includes('apiVersion') || !text.includes('kind')) return false;
  for (const [, block, flow] of text.matchAll(topKind)) if (!irrelevant.has(block ?? flow ?? '')) return true;
  return false;
}
