import type { Place } from '../model/place.ts';
import type { Result } from '../model/result.ts';

/** The same result with every file name behind a folder: places of one root as seen from outside. Chain ids stay unique between roots. */
export function relocate(result: Result, folder: string): Result {
  if (folder === '') return result;
  const { findings, chains, ...rest } = moved(result, folder) as Result;
  const named = (id: string): string => `${folder}:${id}`;
  return { ...rest, findings: findings.map((finding) => ({ ...finding, chains: finding.chains.map(named) })), chains: chains.map((chain) => ({ ...chain, id: named(chain.id) })) };
}

/** Several roots as one result. */
export function merge(results: readonly Result[]): Result {
  const sum = (pick: (result: Result) => number): number => results.reduce((total, result) => total + pick(result), 0);
  return {
    version: 1,
    summary: {
      files: sum(({ summary }) => summary.files),
      chains: sum(({ summary }) => summary.chains),
      chainsOmitted: sum(({ summary }) => summary.chainsOmitted),
      errors: sum(({ summary }) => summary.errors),
      warnings: sum(({ summary }) => summary.warnings),
      undetermined: sum(({ summary }) => summary.undetermined),
    },
    findings: results.flatMap(({ findings }) => findings),
    undetermined: results.flatMap(({ undetermined }) => undetermined),
    chains: results.flatMap(({ chains }) => chains),
    problems: results.flatMap(({ problems }) => problems),
  };
}

/** Places are the only records of the contract that have a file. */
function moved(node: unknown, folder: string): unknown {
  if (Array.isArray(node)) return node.map((item) => moved(item, folder));
  if (typeof node !== 'object' || node === null) return node;
  if (isPlace(node)) return { ...node, file: `${folder}/${node.file}` };
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) copy[key] = moved(value, folder);
  return copy;
}

const isPlace = (node: object): node is Place => 'file' in node && 'line' in node && typeof node.file === 'string';
