import type { Tree } from '../../discover/tree.ts';
import { lastAt, type Source } from '../../syntax/source.ts';
import { cleanFolder, filesBelow } from '../folders.ts';
import { remembered, type Surroundings, type Tool } from './context.ts';
import type { Found } from './evaluate.ts';
import { listAt, literal } from './ruby-attributes.ts';
import { agreed } from './yaml-values.ts';

const opening = /^[ \t]*(?:class|define)[ \t]+([\w:]{1,100})/gm;
const parameter = /^[ \t]*(?:[A-Z][\w:[\], \t'"{}|-]{0,200}[ \t]+)?\$(\w{1,80})[ \t]*=(?![=~])[ \t]*('[^'\n$]*'|"[^"\n$]*"|-?\d+(?:\.\d+)?|true|false|undef|\$(?:::)?[\w:]{1,100})?[ \t]*,?[ \t]*(?:#.*)?/gm;
const header = /^<%-?\s*\|([^|%]{0,5000})\|\s*-?%>/;
const deepest = 5;
/** A name that more classes use is followed no further. */
const mostClasses = 8;

/** ERB and EPP templates of a Puppet module: defaults of the parameters of its classes. https://www.puppet.com/docs/puppet/8/lang_template */
export function puppet({ tree }: Surroundings): Tool {
  const read = remembered((module) => resolving(filesBelow(tree, module === '' ? 'manifests' : `${module}/manifests`).filter((path) => path.endsWith('.pp')).flatMap((path) => tree.open(path) ?? [])));
  return {
    contextOf(path) {
      if (!/(?:^|\/)templates\/.*\.(?:erb|epp)$/.test(path)) return undefined;
      const own = ownParameters(path, tree);
      const parameters = read(cleanFolder(path.slice(0, path.indexOf('templates/')) || '.'));
      if (parameters.size + own.size === 0) return undefined;
      return { lookup: (name) => (own.get(name) ?? parameters.find(name.replace(/^(?:scope\.(?:::)?|\$(?:::)?|@)/, ''))) };
    },
  };
}

interface Written {
  readonly found?: Found;
  /** Another variable that it takes its value from. */
  readonly alias?: string;
}

type Parameters = ReadonlyMap<string, readonly Written[]>;

/** By `name` and by `class::name`. */
function parametersIn(sources: readonly Source[]): Parameters {
  const all = new Map<string, Written[]>();
  for (const source of sources) {
    const owners = [...source.text.matchAll(opening)];
    const starts = owners.map(({ index }) => index);
    for (const match of source.text.matchAll(parameter)) {
      const [whole, name = '', raw] = match;
      const nearest = owners[lastAt(starts, match.index)];
      const owner = nearest && nearest.index <= match.index ? nearest[1] : undefined;
      const written = writtenAs(raw, /^(?:\r?\n|$)/.test(source.text.slice(match.index + whole.length, match.index + whole.length + 2)), source, match.index + (raw === undefined ? 0 : whole.indexOf(raw, whole.indexOf('='))), name);
      for (const key of owner === undefined ? [name] : [name, `${owner}::${name}`]) listAt(all, key).push(written);
    }
  }
  return all;
}

function writtenAs(raw: string | undefined, isWhole: boolean, source: Source, start: number, name: string): Written {
  if (raw === undefined || !isWhole) return {};
  return raw.startsWith('$') ? { alias: raw.replace(/^\$(?:::)?/, '') } : { found: literal(raw, source, start, name) };
}

/** Names that take their value from others by the dozen are followed once. */
function resolving(sources: readonly Source[]): { readonly size: number; readonly find: (name: string) => Found | undefined } {
  const parameters = parametersIn(sources);
  return { size: parameters.size, find: remembered((name) => resolved(parameters, name, 0)) };
}

/** Where every class of the module agrees. */
function resolved(parameters: Parameters, name: string, depth: number): Found | undefined {
  const all = parameters.get(name);
  if (!all || all.length > mostClasses || depth > deepest) return undefined;
  const found = all.map(({ found: own, alias }) => own ?? (alias === undefined ? undefined : resolved(parameters, alias, depth + 1)));
  return found.includes(undefined) ? undefined : agreed(found.flatMap((each) => each ?? []));
}

/** `<%- | Integer $timeout = 60 | -%>` at the top of an EPP template. */
function ownParameters(path: string, tree: Tree): ReadonlyMap<string, Found> {
  const source = path.endsWith('.epp') ? tree.open(path) : undefined;
  const list = source && header.exec(source.text);
  if (!source || !list) return new Map();
  const names = [...(list[1] ?? '').matchAll(/\$(\w+)\s*=\s*('[^'\n$]*'|"[^"\n$]*"|-?\d+(?:\.\d+)?|true|false|undef)\s*(?=,|$|\n)/g)];
  return new Map(names.map((match) => {
    const raw = match[2] ?? '';
    const start = list[0].indexOf('|') + 1 + match.index + match[0].indexOf(raw, match[0].indexOf('=') + 1);
    return [`$${match[1] ?? ''}`, literal(raw, source, start, match[1] ?? '')] as const;
  }));
}
