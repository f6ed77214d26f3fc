import { dump, loadAll } from 'js-yaml';
import { mapped, type Transformation } from './files.ts';

/** Without templates, and without the tags of CloudFormation. */
const isManifest = (path: string, text: string): boolean => /\.ya?ml$/.test(path) && !/\{[{%]|<%|: ![A-Z]/.test(text);
const isObject = (path: string, text: string): boolean => isManifest(path, text) && /^apiVersion:/m.test(text);
const documents = (text: string): readonly unknown[] => loadAll(text).filter((document) => document !== null && document !== undefined);

export const asJson: Transformation = (files) => mapped(files, (text, path) => (isManifest(path, text) ? documents(text).map((document) => JSON.stringify(document, null, 2)).join('\n---\n') : text));

export const asBlocksWithQuotes: Transformation = (files) => mapped(files, (text, path) => (isManifest(path, text) ? documents(text).map((document) => dump(document, { forceQuotes: true })).join('---\n') : text));

export const asFlow: Transformation = (files) => mapped(files, (text, path) => (isManifest(path, text) ? documents(text).map((document) => dump(document, { flowLevel: 1, lineWidth: -1 })).join('---\n') : text));

/** Whatever a document says twice is written once and referred to. */
export const withAnchors: Transformation = (files) => mapped(files, (text, path) => (isManifest(path, text) ? documents(text).map((document) => dump(shared(document, new Map()))).join('---\n') : text));

export const withCarriageReturns: Transformation = (files) => mapped(files, (text, path) => (/\.(?:ya?ml|conf|ini|js|ts|py|go|cfg|json|toml)$/.test(path) ? text.replaceAll(/\r?\n/g, '\r\n') : text));

export const withReversedDocuments: Transformation = (files) => mapped(files, (text, path) => (isObject(path, text) ? text.split(/^---.*\n/m).toReversed().map((part) => (part.endsWith('\n') ? part : `${part}\n`)).join('---\n') : text));

/** Manifests that nothing refers to by name, under names that sort the other way round. */
export const withOtherFileNames: Transformation = (files) => {
  const paths = Object.keys(files).sort();
  const texts = Object.values(files).join('\n');
  const isFree = (path: string): boolean => isObject(path, files[path] ?? '') && !texts.includes(path.split('/').at(-1) ?? '');
  return Object.fromEntries(paths.map((path, index) => [isFree(path) ? path.replace(/[^/]+$/, `${String(paths.length - index).padStart(3, '0')}-part.yaml`) : path, files[path] ?? '']));
};

/** What words of the formats themselves, and images that everybody knows, are called. */
const reserved = new Set(['server', 'node', 'nginx', 'traefik', 'haproxy', 'caddy', 'envoy', 'worker', 'client', 'default', 'proxy', 'job', 'service', 'main', 'web', 'varnish', 'redis', 'gunicorn', 'http', 'https', 'timeout', 'public', 'agent']);

/** Workloads, Services and hosts under other names, wherever they are mentioned, folders included. */
export const withOtherNames: Transformation = (files) => {
  const names = [...new Set(Object.entries(files).flatMap(([path, text]) => (isManifest(path, text) ? documents(text).flatMap(namesIn) : [])))].filter((name) => /^[a-z][a-z-]{2,}$/.test(name) && !name.split('-').some((word) => reserved.has(word)));
  const renamed = (text: string): string => names.reduce((all, name) => all.replaceAll(new RegExp(`(?<![\\w-])${name}(?![\\w-])`, 'g'), `${name}zwo`), text);
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [renamed(path), renamed(text)]));
};

/** The same value, whose equal parts are one object. */
function shared(value: unknown, known: Map<string, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const text = JSON.stringify(value);
  const once = known.get(text) ?? (Array.isArray(value) ? value.map((item) => shared(item, known)) : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shared(item, known)])));
  known.set(text, once);
  return once;
}

interface Manifest {
  readonly metadata?: { readonly name?: string };
  readonly services?: Readonly<Record<string, unknown>>;
}

function namesIn(document: unknown): readonly string[] {
  const { metadata, services } = document as Manifest;
  return [...(typeof metadata?.name === 'string' ? [metadata.name] : []), ...(services && !Array.isArray(services) ? Object.keys(services) : [])];
}

/** A cache that nothing of the repository calls, and files that say nothing. */
export const withUnrelatedFiles: Transformation = (files) => ({
  ...files,
  'k8s/zz-cache.yaml': `apiVersion: v1
kind: Service
metadata: { name: zz-cache }
spec: { selector: { run: zz-cache }, ports: [{ port: 6379 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: zz-cache }
spec:
  selector: { matchLabels: { run: zz-cache } }
  template:
    metadata: { labels: { run: zz-cache } }
    spec: { containers: [{ name: cache, image: "redis:7", ports: [{ containerPort: 6379 }] }] }
`,
  'notes/plan.md': '# Plan\n\ntimeout: 5\n',
  'assets/menu.json': '{ "timeout": 5, "items": [] }\n',
});
