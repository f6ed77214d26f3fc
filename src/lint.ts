import { rules } from '../rules/index.ts';
import { type Built, build } from './chain/build.ts';
import { declaredLayers } from './chain/declared.ts';
import type { Config } from './config/config.ts';
import { ConfigurationError } from './config/configuration-error.ts';
import { nearest } from './config/nearest.ts';
import { loadConfig } from './config/load.ts';
import { nestedNames, withNested } from './config/nested.ts';
import { configSource } from './discover/config-source.ts';
import { openTree } from './discover/open-tree.ts';
import { textsBelow } from './discover/texts.ts';
import { check } from './engine/check.ts';
import type { Model, Rule } from './engine/rule.ts';
import { distinctBy } from './model/distinct.ts';
import type { Problem } from './model/place.ts';
import type { Result, Severity } from './model/result.ts';
import { resultOf } from './result.ts';
import { createSyntax, type Syntax } from './syntax/syntax.ts';
import { type Inventory, takeInventory } from './chain/inventory.ts';
import { openReader } from './systems/open-reader.ts';
import { systems } from './systems/registry.ts';
import type { HelmTemplate } from './workloads/helm/helm-template.ts';
import { templateScenes } from './template-scenes.ts';
import { readScenes } from './workloads/read-scenes.ts';
import { settledTree } from './workloads/templates/settled-tree.ts';

export type { HelmTemplate } from './workloads/helm/helm-template.ts';

export interface LintRun {
  readonly result: Result;
  /** The text of a file that the result names. */
  readonly sources: (file: string) => string | undefined;
  readonly rules: readonly Pick<Rule, 'id' | 'summary'>[];
}

export interface LintOptions {
  /** A configuration file other than the root's own. */
  readonly config?: string;
  /** Levels that win over those of the configuration. */
  readonly rules?: ReadonlyMap<string, 'off' | Severity>;
  /** Renders the charts below a root in hoplint's place. hoplint itself starts no program. */
  readonly helm?: (root: string) => HelmTemplate;
}

/**
 * Reads everything below `root`, joins it into chains and judges them. Never executes anything from it, and never leaves it.
 * @throws {ConfigurationError} when hoplint.yaml cannot be used
 */
export async function lint(root: string, options: LintOptions = {}): Promise<LintRun> {
  const { config, model, built, problems, files, opened } = await inspect(root, options);
  const checked = check(model, rules, new Map([...config.rules, ...(options.rules ?? [])]));
  return { result: resultOf(built, checked, problems, opened), sources: textsBelow(root, files), rules };
}

/** What a repository was found to be, before any rule looks at it. */
export interface Inspection {
  readonly config: Config;
  readonly model: Model;
  readonly built: Built;
  readonly problems: readonly Problem[];
  readonly files: readonly string[];
  /** Files that were read for their content. */
  readonly opened: number;
}

/** @throws {ConfigurationError} when hoplint.yaml cannot be used */
export async function inspect(root: string, options: Pick<LintOptions, 'config' | 'helm'> = {}): Promise<Inspection> {
  const syntax = createSyntax();
  const rootConfig = configOf(root, options.config, syntax);
  const files = openTree(root, rootConfig.ignore);
  const { config, problems: nested } = withNested(rootConfig, nestedNames(files.files).flatMap((path) => files.open(path) ?? []), syntax.yaml);
  const settled = settledTree(files, syntax, config);
  const { tree } = settled;
  const { scenes: base, problems } = readScenes(tree, syntax, config, { helm: options.helm?.(root) });
  const open = openReader(tree, syntax, config);
  const started = await takeInventory(systems, base, { ...tree, files: [] }, open);
  const used = settled.opened();
  const own = joined([started, await takeInventory(systems, [], tree, open)]);
  const variants = await templateScenes({ settled, syntax, config, scenes: base, inventory: own, used });
  const scenes = [...base, ...variants.flatMap((variant) => variant.scenes)];
  const inventory = joined([own, ...variants.map((variant) => variant.inventory)]);
  const declared = declaredLayers(config, new Map(systems.map(({ facts }) => [facts.system, facts])), scenes);
  const built = build([...inventory.layers, ...declared.layers], [...inventory.middleboxes, ...declared.middleboxes], scenes);
  const model = { ...built, written: inventory.written, endpoints: config.endpoints };
  return { config, model, built, problems: distinctBy([...tree.problems, ...nested, ...unknownSystems(config), ...problems, ...inventory.problems, ...declared.problems, ...syntax.problems(files.open)], (problem) => JSON.stringify(problem)), files: tree.files, opened: tree.opened };
}

const joined = (all: readonly Inventory[]): Inventory => ({
  layers: all.flatMap((each) => each.layers),
  middleboxes: all.flatMap((each) => each.middleboxes),
  written: all.flatMap((each) => each.written),
  problems: all.flatMap((each) => each.problems),
});

function configOf(root: string, named: string | undefined, { yaml }: Syntax): Config {
  const { config, problems } = loadConfig(configSource(root, named), yaml);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return config;
}

/** Names that readers ask for besides those of systems. */
const runtimes = ['node', 'go', 'dotnet'];

function unknownSystems({ versions, versionPlaces }: Config): readonly Problem[] {
  const known = [...systems.map(({ facts }) => facts.system), ...runtimes];
  return [...versions.keys()].filter((name) => !known.includes(name)).flatMap((name) => {
    const [place, meant] = [versionPlaces?.get(name), nearest(name, known)];
    return place ? [{ place, message: `hoplint knows no system called \`${name}\`${meant === undefined ? '' : `; did you mean \`${meant}\`?`}` }] : [];
  });
}
