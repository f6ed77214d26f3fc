/** More wildcards than anybody writes would only serve to keep the matcher busy. */
const mostWildcards = 6;

/** `*` and `?` stay within a segment; every other character stands for itself. */
export function globMatcher(pattern: string): (path: string) => boolean {
  const collapsed = pattern.replace(/\*+/g, '*');
  if (collapsed.split('*').length - 1 > mostWildcards) return () => false;
  const source = collapsed.replace(/[\\^$.|+()[\]{}]/g, '\\$&').replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]');
  const expression = new RegExp(`^${source}$`);
  return (path) => expression.test(path);
}
