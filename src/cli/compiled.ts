import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script, constants } from 'node:vm';

/**
 * Runs a script of hoplint's own `dist` and returns its exports. What V8 compiles on the first run is kept beside the script: compiling
 * anew would take most of a short check. Where that folder cannot be written to, everything works as well, only slower.
 */
export function loadCompiled(file: string): unknown {
  const cache = `${file}.${process.versions.v8}-${process.arch}.cache`;
  const cachedData = bytesOf(cache);
  const text = readFileSync(file, 'utf8');
  const script = new Script(Module.wrap(text), { filename: file, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER, ...(cachedData && { cachedData }) });
  const module = { exports: {} as unknown };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  // A first run that only showed its help compiled little: the next one that does more keeps that.
  const isPoor = cachedData === undefined || script.cachedDataRejected === true || cachedData.length < text.length / 2;
  // At the exit, when the functions that were needed are compiled as well.
  if (isPoor) process.once('exit', () => keep(cache, script.createCachedData()));
  return module.exports;
}

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** In one step, so that nobody reads half of it. */
function keep(file: string, bytes: Buffer): void {
  try {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, bytes);
    renameSync(draft, file);
  } catch {
    // Installed where only others may write.
  }
}
