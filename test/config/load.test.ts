import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { emptyConfig } from '../../src/config/config.ts';
import { loadConfig } from '../../src/config/load.ts';
import { allowedKeys } from '../../src/config/validate.generated.js';
import { fileSource } from '../../src/syntax/source.ts';
import { readDocuments } from '../../src/syntax/yaml-documents.ts';

const load = (text: string) => loadConfig(fileSource('hoplint.yaml', text), readDocuments);
const complaints = (text: string) => load(text).problems.map(({ place, message }) => `${place.line}:${place.column} ${message}`);

describe('hoplint.yaml', () => {
  test('is optional', () => {
    expect(loadConfig(undefined, readDocuments)).toEqual({ config: emptyConfig, problems: [] });
    expect(load('# nothing yet\n')).toEqual({ config: emptyConfig, problems: [] });
  });

  test('endpoints have durations in milliseconds and a place', () => {
    const { config, problems } = load('endpoints:\n  - path: /zip\n    duration: 1m30s\n    kind: download\n    silence: 1500ms\n    method: get\n');
    expect(problems).toEqual([]);
    expect(config.endpoints).toEqual([{ path: '/zip', duration: 90_000, kind: 'download', silence: 1500, method: 'GET', place: { file: 'hoplint.yaml', line: 2, column: 11, endLine: 2, endColumn: 15 } }]);
  });

  test('an endpoint is a response unless it says otherwise', () => expect(load('endpoints: [{ path: /a }]').config.endpoints[0]?.kind).toBe('response'));

  test('versions and values keep their digits', () => {
    const { config } = load('versions: { nginx: 1.20 }\nvalues: { TIMEOUT: 60s, DEBUG: false, N: 010 }\n');
    expect([...config.versions]).toEqual([['nginx', '1.20']]);
    expect([...config.values]).toEqual([['TIMEOUT', '60s'], ['DEBUG', 'false'], ['N', '010']]);
  });

  test('variables of templates, with their places', () => {
    const { config, problems } = load('use:\n  templates: { use_async: y, workers: 4, ssl: true }\n');
    expect(problems).toEqual([]);
    expect([...(config.use.templates ?? [])]).toEqual([['use_async', 'y'], ['workers', '4'], ['ssl', 'true']]);
    expect(config.templatePlaces?.get('use_async')).toMatchObject({ line: 2, column: 27 });
    expect(load('use: { templates: [y] }\n').problems.map(({ message }) => message)).toEqual(['`templates` has to be a map']);
  });

  test('chains, use, rules and ignore', () => {
    const { config, problems } = load([
      'chains:', '  - via:', '      - { client: python-requests }', '      - { middlebox: aws-nlb, settings: { idle: 350s } }', '      - { layer: deployment/web }',
      'use: { compose: [a.yaml, b.yaml], helmValues: [prod.yaml] }', 'rules: { deadline-inverted: off }', 'ignore: [ "vendor/**" ]', '',
    ].join('\n'));
    expect(problems).toEqual([]);
    expect(config.chains[0]?.via.map(({ client, middlebox, layer }) => client ?? middlebox ?? layer)).toEqual(['python-requests', 'aws-nlb', 'deployment/web']);
    expect(config.chains[0]?.via[1]?.settings).toEqual([{ name: 'idle', value: '350s', place: { file: 'hoplint.yaml', line: 4, column: 49, endLine: 4, endColumn: 53 } }]);
    expect(config.use).toEqual({ compose: ['a.yaml', 'b.yaml'], helmValues: ['prod.yaml'] });
    expect(config.rules.get('deadline-inverted')).toBe('off');
    expect(config.ignore).toEqual(['vendor/**']);
  });
});

describe('a fault in hoplint.yaml is named at its line', () => {
  test.each([
    ['endpoints:\n  - path: /a\n    duration: 120\n', '3:15 `duration: 120` needs a unit: 120s, 120ms or 120m'],
    ['endpoints:\n  - path: /a\n    duration: "120"\n', '3:16 `duration: 120` needs a unit: 120s, 120ms or 120m'],
    ['endpoints:\n  - path: /a\n    duration: soon\n', '3:15 `duration`: `soon` is not a duration such as 1500ms, 120s, 2m or 1h30m'],
    ['endpoints:\n  - path: /a\n    duraton: 2m\n', '3:5 unknown key `duraton`; did you mean `duration`?'],
    ['endpoint: []\n', '1:1 unknown key `endpoint`; did you mean `endpoints`?'],
    ['endpoints:\n  - duration: 2m\n', '2:5 `path` is missing'],
    ['endpoints:\n  - path: api\n', '2:11 `path` has to start with `/`'],
    ['endpoints: { path: /a }\n', '1:12 `endpoints` has to be a list'],
    ['endpoints:\n  - path: /a\n    kind: downlaod\n', '3:11 `kind: downlaod` is not known; did you mean `download`?'],
    ['rules:\n  deadline-invert: off\n', '2:3 unknown rule `deadline-invert`; did you mean `deadline-inverted`?'],
    ['rules:\n  deadline-inverted: warn\n', '2:22 `deadline-inverted: warn` is not known; use off, error, warning, info'],
    ['- a\n', '1:1 `hoplint.yaml` has to be a map'],
    ['values: [A]\n', '1:9 `values` has to be a map'],
    ['values:\n  A: { b: 1 }\n', '2:6 `A` has to be a text, or a number, or true or false'],
    ['versions:\n  nginx: [1]\n', '2:10 `nginx` has to be a text, or a number'],
    ['chains:\n  - via: []\n', '2:10 `via` is empty'],
    ['chains:\n  - via:\n      - { sytem: aws-alb }\n', '3:11 unknown key `sytem`; did you mean `system`?'],
    ['use: { compose: a.yaml }\n', '1:17 `compose` has to be a list'],
    ['endpoints:\n  - path: /a\n    idle: -5s\n', '3:11 `idle`: `-5s` is not a duration such as 1500ms, 120s, 2m or 1h30m'],
    ['endpoints:\n  - path: /a\n    kind: [stream]\n', '3:11 `kind` has to be a text'],
    ['rules:\n  deadline-inverted: of\n', '2:22 `deadline-inverted: of` is not known; did you mean `off`?'],
    ['value: { A: 1 }\n', '1:1 unknown key `value`; did you mean `values`?'],
  ])('%j', (text, complaint) => expect(complaints(text)).toEqual([complaint]));

  test('every fault is named, in the order of the file, and nothing is used', () => {
    const text = 'endpoints:\n  - path: /a\n    duration: 5\nignor: []\n';
    expect(complaints(text).map((line) => line.split(' ')[0])).toEqual(['3:15', '4:1']);
    expect(load(text).config).toBe(emptyConfig);
  });

  test('a second document', () => expect(complaints('rules: {}\n---\nrules: {}\n')).toEqual([expect.stringMatching(/^3:1 a second document/)]));

  test('anchors that hold themselves end', () => expect(Array.isArray(complaints('a: &a\n  b: *a\n'))).toBe(true));
});

describe('the schema', () => {
  const known = allowedKeys['#/properties/rules/additionalProperties'] ?? [];
  test('knows every rule', () => expect(rules.map(({ id }) => id).filter((id) => !known.includes(id))).toEqual([]));

  test('is the one that the validator was generated from', async () => {
    const generator = '../../scripts/validator.mjs';
    const { validatorSource } = (await import(generator)) as { validatorSource: () => string };
    expect(readFileSync(new URL('../../src/config/validate.generated.js', import.meta.url), 'utf8')).toBe(validatorSource());
  });
});
