import { describe, expect, test } from 'vitest';
import { chain, onRoute } from '../../src/cli/chain.ts';
import type { Route } from '../../src/model/layer.ts';
import { cutDownload, sources } from '../report/cut-download.ts';
import { folder, screen } from './world.ts';

describe('--route', () => {
  const serves = (routes: readonly Route[], asked: string) => onRoute({ ...cutDownload, chains: cutDownload.chains.map((each) => ({ ...each, routes })) }, asked).chains.length === 1;
  test.each<[Route, string, boolean]>([
    [{ path: '/api', match: 'prefix' }, '/api/zip', true],
    [{ path: '/api', match: 'prefix' }, '/apis', false],
    [{ path: '/', match: 'prefix' }, '/api', true],
    [{ path: '/api', match: 'exact' }, '/api/zip', false],
    [{ path: '^/x', match: 'pattern' }, '/api', true],
    [{ host: 'a.example', path: '/' }, 'a.example/x', true],
    [{ host: 'a.example' }, 'b.example/x', false],
    [{ host: '*.example' }, 'b.example', true],
    [{}, '/api', true],
  ])('%j serves %s: %j', (route, asked, expected) => expect(serves([route], asked)).toBe(expected));
});

test('prints the chains and says when none is left', async () => {
  const engine = { rules: [], lint: async () => ({ result: cutDownload, sources }) };
  const shown = screen(folder({}));
  expect(await chain(engine, undefined, { format: 'text' }, shown)).toBe(0);
  expect(shown.printed()).toContain('superagent ──▶ gke-lb');
  expect(await chain(engine, undefined, { format: 'json', route: 'other.example/' }, shown)).toBe(2);
  expect(shown.complained()).toBe('hoplint: no chain serves other.example/\n');
});
