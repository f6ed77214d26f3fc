const deepestScan = 5000;

const secretName = /passw|passphrase|pwd|secret|token|api[-_.]?key|access[-_.]?key|private[-_.]?key|credential|authorization|cookie|dsn|salt|signature|webhook|connection[-_.]?string|(^|[-_.])(auth|pass|pin|key)($|[-_.])/i;
/** Of nginx: it names where a request goes. */
const passesOn = /^(proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass(_|$)/;

/** True for names that a secret is likely to stand behind. */
export const namesSecret = (name: string): boolean => secretName.test(name) && !passesOn.test(name);

/** Names of what holds variables of programs, or the files of ConfigMaps and Secrets. */
const dataName = /^(\w*[-_.])?(extra)?env(ironment)?([-_.]?(vars?|variables|from|file))?s?$|^(data|stringData|binaryData|secrets?|variables|literals)$/i;
const dataFile = /(^|\/)\.env[^/]*$|\.(env|tfvars|auto\.tfvars\.json)$/i;
const dataStatement = /^\s*(ENV|ARG|export\s+\w+=|Environment|EnvironmentFile|PassEnvironment|docker|podman|kubectl)\b/;

/** True where a line holds data of which only durations and numbers may be shown. When in doubt it is true. */
export function holdsData(lines: readonly string[], index: number, file: string): boolean {
  const line = lines[index] ?? '';
  if (dataFile.test(file) || dataStatement.test(line)) return true;
  if (followsSecretOption(lines[index - 1])) return true;
  const own = keyOf(line);
  if (own !== undefined && dataName.test(own)) return true;
  return ancestors(lines, index).some((key) => key === undefined || dataName.test(key) || namesSecret(key));
}

/** The item below `- --token`. */
function followsSecretOption(line: string | undefined): boolean {
  const option = /^\s*-\s+["']?(--?[\w-]{1,60})["']?\s*$/.exec(line?.slice(0, 200) ?? '')?.[1];
  return option !== undefined && namesSecret(option);
}

/** Keys of the less indented lines above, innermost first; a final `undefined` when the search was cut short. */
function ancestors(lines: readonly string[], index: number): readonly (string | undefined)[] {
  const found: (string | undefined)[] = [];
  let limit = indentOf(lines[index] ?? '');
  let item = isItem(lines[index] ?? '');
  for (let at = index - 1; at >= 0 && (limit > 0 || item); at--) {
    if (index - at > deepestScan) return [...found, undefined];
    const line = lines[at] ?? '';
    if (line.trim() === '' || /^(---|\s*#)/.test(line)) continue;
    const indent = indentOf(line);
    if (indent > limit || (indent === limit && !(item && !isItem(line)))) continue;
    found.push(keyOf(line) ?? '');
    limit = indent;
    item = isItem(line);
  }
  return found;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
const isItem = (line: string): boolean => /^\s*-\s/.test(line);
const keyOf = (line: string): string | undefined => /^\s*(?:-\s+)*["']?([\w.$/-]{1,80})["']?\s*(?:[:={]|\{|\[)/.exec(line.slice(0, 400))?.[1];
