import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import type { Option } from './list.ts';

/** Fills `$(VARIABLE)`, `${VARIABLE}` and `%(earlier option)`; what only run time tells makes the text unknown. */
export function substituted(options: readonly Option[], process: Process | undefined): readonly Option[] {
  const earlier = new Map<string, Text>();
  return options.map((option) => {
    const text = filled(option.text, earlier, process);
    const set = /^set-?(?:ph|placeholder)?$/.test(option.name) ? /^([^=]+)=(.*)$/.exec(text.value ?? '') : undefined;
    if (set) earlier.set((set[1] ?? '').trim(), { ...text, value: (set[2] ?? '').trim() });
    else earlier.set(option.name, text);
    return { ...option, text };
  });
}

function filled(text: Text, earlier: ReadonlyMap<string, Text>, process: Process | undefined): Text {
  if (text.value === undefined || !/[$%@]/.test(text.value)) return text;
  const used: Text[] = [];
  let open = /^@\(/.test(text.value);
  const value = text.value.replace(/\$\(([\w.]+)\)|\$\{(\w+)\}|%\(([\w.-]+)\)/g, (whole, round?: string, curly?: string, name?: string) => {
    const found = name === undefined ? process?.env.get(round ?? curly ?? '') : earlier.get(name);
    if (found === undefined || found.value === undefined) open = true;
    if (found) used.push(found);
    return found?.value ?? whole;
  });
  const variable = /\$[({](\w+)[)}]/.exec(text.value)?.[1];
  if (open) return { ...text, value: undefined, ...(variable ? { variable } : {}) };
  const [first] = used;
  if (first === undefined) return { ...text, value };
  return { value, expression: text.expression, origin: first.origin, places: [first.places[0], ...first.places.slice(1), ...text.places], ...(first.variable ? { variable: first.variable } : {}) };
}
