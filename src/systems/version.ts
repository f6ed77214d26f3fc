/** Whether a version (`1.26`, `v3.1.2-alpine`) lies at or above `bound`; `undefined` when too few parts are known to tell. */
export function atLeast(version: string, bound: string): boolean | undefined {
  const [have, want] = [numbers(version), numbers(bound)];
  for (const [index, number] of want.entries()) {
    const own = have[index];
    if (own === undefined) return want.slice(index).every((rest) => rest === 0) ? true : undefined;
    if (own !== number) return own > number;
  }
  return true;
}

function numbers(version: string): readonly number[] {
  const text = /\d+(?:\.\d+)*/.exec(version)?.[0];
  return text ? text.split('.').map(Number) : [];
}
