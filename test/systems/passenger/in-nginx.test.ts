import { describe, expect, it } from 'vitest';
import { hopInto, joined, shapes } from '../../chain/joined.ts';
import { shown } from '../scene.ts';

const server = (body: string) => ({ 'site.conf': `server {\n  listen 80;\n  passenger_enabled on;\n${body}}\n` });
const reads = async (body: string) => {
  const { downstream } = hopInto(await joined(server(body)), 'passenger');
  return 'settings' in downstream ? downstream.settings.filter(({ timer }) => /^upstream.(?:read|connect)/.test(timer)).map(shown) : [];
};

describe('Passenger inside nginx', () => {
  it('stands behind it with clocks of its own', async () => {
    const built = await joined(server('  passenger_max_request_time 120;\n'));
    expect(shapes(built)).toEqual(['nginx > passenger']);
    expect(hopInto(built, 'passenger').join.evidence).toBe('resolved');
    expect(built.layers.find(({ system }) => system === 'passenger')?.settings.map(shown)).toEqual(['worker.deadline passenger_max_request_time=120000']);
    expect(await reads('')).toEqual(['upstream.read passenger_read_timeout=12000000', 'upstream.connect passenger_enabled=off']);
    expect(await reads('  passenger_read_timeout 90s;\n')).toContain('upstream.read passenger_read_timeout=90000');
  });

  it('answers what no location takes, and leaves to others what they pass on', async () => {
    const { chains } = await joined(server('  location /assets { expires max; }\n  location /api { proxy_pass http://127.0.0.1:9; }\n  location /files { passenger_enabled off; }\n'));
    expect(chains.flatMap(({ layers, routes }) => routes.map(({ path = '*' }) => `${layers.at(-1)?.system ?? ''} ${path}`)).sort()).toEqual(['nginx /api', 'passenger *', 'passenger /assets']);
  });

  it('is not there where it is switched off', async () => {
    expect(shapes(await joined({ 'site.conf': 'server {\n  listen 80;\n  passenger_enabled off;\n  root /srv;\n}\n' }))).toEqual(['nginx']);
  });
});
