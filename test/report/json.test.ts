import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { json } from '../../src/report/json.ts';
import { merge, relocate } from '../../src/report/relocate.ts';
import { cutDownload, options } from './cut-download.ts';

const validate = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(JSON.parse(readFileSync(new URL('../../schemas/result.schema.json', import.meta.url), 'utf8')));

describe('the result', () => {
  test('follows its schema', () => {
    validate(JSON.parse(json(cutDownload, options)));
    expect(validate.errors ?? []).toEqual([]);
  });

  test.each([
    [{ never: true }], [{ count: 3, written: '3' }], [{ off: true, why: 'x' }], [{ unknown: 'x', expression: '$X' }], [{ oneOf: [{ ms: 1, when: 'a' }, { never: true, when: 'b' }] }],
  ])('holds the value %j', (value) => {
    const findings = cutDownload.findings.map((finding) => ({ ...finding, setting: { ...finding.setting, value } }));
    expect(validate({ ...cutDownload, findings })).toBe(true);
  });

  test('holds what is no clock among the settings of a layer', () => {
    const condition = { layer: 'nginx', timer: null, decides: 'reuse', name: 'keepalive', value: { text: '8' }, provenance: 'configured', location: cutDownload.findings[0]?.location };
    const holding = (added: object) => ({ ...cutDownload, chains: cutDownload.chains.map((chain) => ({ ...chain, layers: chain.layers.map((layer) => ({ ...layer, settings: [...layer.settings, added] })) })) });
    expect(validate(holding(condition))).toBe(true);
    expect(validate(holding({ ...condition, decides: 'luck' }))).toBe(false);
  });

  test.each([
    ['a key that the contract does not have', { ...cutDownload, extra: 1 }],
    ['another version', { ...cutDownload, version: 2 }],
    ['a value of two forms', { ...cutDownload, findings: cutDownload.findings.map((finding) => ({ ...finding, setting: { ...finding.setting, value: { ms: 1, written: '1', never: true } } })) }],
  ])('is refused with %s', (_, result) => expect(validate(result)).toBe(false));
});

describe('several roots', () => {
  test('have their files behind the root and their sums together', () => {
    const both = merge([relocate(cutDownload, 'a'), relocate(cutDownload, 'b/c')]);
    expect(both.summary.errors).toBe(6);
    expect(both.findings.map(({ location }) => location.file)).toContain('b/c/k8s/app.yaml');
    expect(both.chains[1]?.layers[0]?.settings[0]?.location.file).toBe('b/c/frontend/src/api.ts');
    expect(both.findings[3]?.chains).toEqual([both.chains[1]?.id]);
    expect(validate(both)).toBe(true);
  });
});
