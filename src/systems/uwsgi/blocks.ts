import type { Process } from '../../model/process.ts';
import type { Option } from './list.ts';

interface Block {
  readonly state: 'taken' | 'skipped' | 'default' | 'open';
  readonly variable: string;
}

/** Resolves `if-env = X … endif`. A variable that the process sets decides; else the block is open, and `if-not-env` a visible default. */
export function blocks(options: readonly Option[], process: Process | undefined): readonly Option[] {
  const result: Option[] = [];
  let block: Block | undefined;
  for (const option of options) {
    if (option.name === 'endif' || option.name === 'end-if') block = undefined;
    else if (option.name.startsWith('if-')) block = opened(option, process);
    else if (block === undefined) result.push(option);
    else result.push(...inside(option, block, process));
  }
  return result;
}

function opened(option: Option, process: Process | undefined): Block {
  const [, variable = '', expected] = /^([^=]+)(?:=(.*))?$/.exec(option.text.value ?? '') ?? [];
  const set = process?.env.get(variable.trim());
  if (option.name !== 'if-env' && option.name !== 'if-not-env') return { state: 'open', variable: '' };
  if (set === undefined) return { state: option.name === 'if-env' ? 'open' : 'default', variable };
  if (expected !== undefined && set.value === undefined) return { state: 'open', variable };
  const holds = (expected === undefined || set.value === expected.trim()) === (option.name === 'if-env');
  return { state: holds ? 'taken' : 'skipped', variable };
}

function inside(option: Option, block: Block, process: Process | undefined): readonly Option[] {
  if (block.state === 'skipped') return [];
  if (block.state === 'default') return [{ ...option, text: { ...option.text, origin: 'visible-default', variable: block.variable } }];
  const set = process?.env.get(block.variable);
  const same = option.text.value === '%(_)';
  if (block.state === 'taken') return [same && set ? { ...option, text: { ...set, places: [set.places[0], ...set.places.slice(1), ...option.text.places] } } : option];
  return [{ ...option, conditional: true, text: { ...option.text, value: undefined, ...(same ? { expression: `$(${block.variable})`, variable: block.variable } : {}) } }];
}
