// Compiles schemas/hoplint.schema.json to src/config/validate.generated.js: compiling it at run time would cost more than a whole check.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

const root = new URL('../', import.meta.url);
const target = fileURLToPath(new URL('src/config/validate.generated.js', root));

export function validatorSource() {
  const { definitions, ...own } = JSON.parse(readFileSync(new URL('schemas/hoplint.schema.json', root), 'utf8'));
  const schema = inlined(own, definitions);
  const ajv = new Ajv.default({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true, code: { source: true, esm: true, lines: true } });
  const code = standalone.default(ajv, ajv.compile(schema));
  return `// Generated from schemas/hoplint.schema.json by scripts/validator.mjs.\n${code}\nexport const allowedKeys = ${JSON.stringify(keysByPath(schema, '#'), null, 2)};\n`;
}

/** With every `$ref` replaced by what it names, so that an error tells the path at which it stands. */
function inlined(schema, definitions) {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map((item) => inlined(item, definitions));
  const { $ref, ...own } = schema;
  const named = $ref === undefined ? {} : definitions[$ref.slice('#/definitions/'.length)];
  return Object.fromEntries(Object.entries({ ...named, ...own }).map(([key, value]) => [key, inlined(value, definitions)]));
}

/** Where a key is not allowed → the keys that are. */
function keysByPath(schema, path) {
  if (typeof schema !== 'object' || schema === null) return {};
  const own = schema.additionalProperties === false ? { [`${path}/additionalProperties`]: Object.keys(schema.properties) } : {};
  return Object.assign(own, ...Object.entries(schema).map(([key, value]) => keysByPath(value, `${path}/${key}`)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, validatorSource());
