import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** Larger files are data or bundles, not configuration. */
const maxBytes = 10 * 1024 * 1024;
/** What nobody writes at such length, and machines do not either: their readers take no more. */
const maxWritten: readonly (readonly [name: RegExp, bytes: number])[] = [
  [/(?:^|\/)[^/]*Dockerfile[^/]*$/i, 500_000],
  [/(?:^|\/)(?:[^/]*Caddyfile[^/]*|[^/]+\.(?:sh|vcl|bicep|caddy))$/i, 1_000_000],
];
const binaryProbe = 8192;
const configName = /(?:^|\/)(?:[^/]*Dockerfile[^/]*|Procfile|\.env|[^/]+\.(?:ya?ml|json|toml|ini|cfg|conf|cnf|env|properties|service|tf|hcl|config|xml|sh|[cm]?[jt]sx?|py|rb|go|java|cs|php))$/i;

/** A pipe has no writer here: opening it would wait for one for ever. Windows knows neither. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

export type Content = { readonly text: string } | { readonly fault?: string };

/** The text of a file, or why it has none. A binary file is a fault only under the name of a text file. */
export function readText(file: string, path: string, most = mostOf(path)): Content {
  try {
    const handle = openSync(file, withoutWaiting);
    try {
      const stats = fstatSync(handle);
      if (!stats.isFile()) return { fault: 'cannot be read: not a regular file' };
      if (stats.size > most) return { fault: `too large to read (over ${most < 1_000_000 ? `${most / 1000} kB` : `${Math.round(most / 2 ** 20)} MB`})` };
      return decode(readFileSync(handle), path);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    return { fault: `cannot be read: ${reasonOf(error)}` };
  }
}

const mostOf = (path: string): number => maxWritten.find(([name]) => name.test(path))?.[1] ?? maxBytes;

export function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}

function decode(bytes: Buffer, path: string): Content {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return { fault: 'is UTF-16, not UTF-8' };
  if (!bytes.subarray(0, binaryProbe).includes(0)) return { text: bytes.toString('utf8') };
  return configName.test(path) ? { fault: 'is binary' } : {};
}
