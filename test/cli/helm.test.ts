import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { helmTemplate } from '../../src/cli/helm.ts';
import { lint } from '../../src/lint.ts';

const here = join(import.meta.dirname, 'helm');
const bin = join(here, 'bin');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoplint-helm-'));
  cpSync(join(here, 'chart'), join(folder, 'chart'), { recursive: true });
  vi.stubEnv('HELM_STUB_LOG', join(folder, 'log'));
  vi.stubEnv('HELM_STUB_OUTPUT', join(here, 'rendered.yaml'));
});
afterEach(() => vi.unstubAllEnvs());

const withHelm = (path = bin) => lint(join(folder, 'chart'), { helm: (root) => helmTemplate(root, `${path}${delimiter}/bin${delimiter}/usr/bin`) });

describe('--helm, with a program in the place of helm', () => {
  test('renders the chart with the values of hoplint.yaml', async () => {
    await withHelm();
    expect(readFileSync(join(folder, 'log'), 'utf8').trim().split(' ').map((word) => word.replace(/^.*(?=chart)/, ''))).toEqual(['template', 'chart', '--namespace', 'default', '--values', 'chart/prod.yaml']);
  });

  test('findings point at values and templates', async () => {
    const { result } = await withHelm();
    const places = result.findings.map(({ rule, location: { file, line, column } }) => `${rule} ${file}:${line}:${column}`);
    expect(places).toContain('idle-timeout-inverted prod.yaml:1:12');
    expect(places).toContain('setting-ineffective values.yaml:4:3');
    expect(places.filter((place) => place.startsWith('stop-order'))).toEqual(['stop-order templates/shop.yaml:17:11']);
    expect(result.problems).toEqual([]);
  });

  test('where it fails hoplint renders the chart itself and says so', async () => {
    vi.stubEnv('HELM_STUB_FAULT', 'found in Chart.yaml, but missing in charts/ directory: redis');
    const { result } = await withHelm();
    expect(result.problems.map(({ location, message }) => `${location.file}: ${message}`)).toEqual(['Chart.yaml: helm template: Error: found in Chart.yaml, but missing in charts/ directory: redis; hoplint rendered the chart itself']);
    expect(result.findings.map(({ rule }) => rule)).toContain('idle-timeout-inverted');
  });

  test('a helm inside the inspected folder is never started', async () => {
    cpSync(bin, join(folder, 'chart/bin'), { recursive: true });
    const { result } = await withHelm(join(folder, 'chart/bin'));
    expect(result.problems.map(({ message }) => message)).toEqual(['helm template: there is no helm on PATH; hoplint rendered the chart itself']);
  });

  test('nothing is started without the option', async () => {
    await lint(join(folder, 'chart'));
    expect(() => readFileSync(join(folder, 'log'))).toThrow();
  });

  test('the stand-in runs', () => {
    expect(execFileSync(join(bin, 'helm'), ['template'], { encoding: 'utf8' })).toContain('# Source: shop/templates/shop.yaml');
  });
});
