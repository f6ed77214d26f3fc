// Preloaded: writes down which files of the inspected folders are opened.
import fs, { writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const opened = new Set();
const { openSync } = fs;
fs.openSync = (path, ...rest) => {
  opened.add(String(path));
  return openSync(path, ...rest);
};
syncBuiltinESMExports();
process.on('exit', () => writeFileSync(process.env.HOPLINT_READS, [...opened].join('\n')));
