import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { reasonOf } from './walk.ts';

/** Larger files are data or bundles, not configuration. */
export const maxBytes = 10 * 1024 * 1024;
const binaryProbe = 8192;
const configName = /(?:^|\/)(?:[^/]*Dockerfile[^/]*|Procfile|\.env|[^/]+\.(?:ya?ml|json|toml|ini|cfg|conf|cnf|env|properties|service|tf|hcl|config|xml|sh|[cm]?[jt]sx?|py|rb|go|java|cs|php))$/i;

export type Content = { readonly text: string } | { readonly fault?: string };

/** The text of a file, or why it has none. A binary file is a fault only under the name of a text file. */
export function readText(file: string, path: string): Content {
  try {
    const handle = openSync(file, 'r');
    try {
      if (fstatSync(handle).size > maxBytes) return { fault: 'too large to read (over 10 MB)' };
      return decode(readFileSync(handle), path);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    return { fault: `cannot be read: ${reasonOf(error)}` };
  }
}

function decode(bytes: Buffer, path: string): Content {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return { fault: 'is UTF-16, not UTF-8' };
  if (!bytes.subarray(0, binaryProbe).includes(0)) return { text: bytes.toString('utf8') };
  return configName.test(path) ? { fault: 'is binary' } : {};
}
