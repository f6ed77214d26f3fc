import { expect, it } from 'vitest';
import { djangoDatabase } from '../../../src/systems/django-database/index.ts';
import { pgbouncer } from '../../../src/systems/pgbouncer/index.ts';
import { resultOf } from '../../metamorphic/files.ts';
import { doors, onlyLayer, onlyRoute, shown, started, stray } from '../python/reading.ts';

const ini = (more: string): string => `[databases]\napp = host=db.internal port=5433 dbname=app\nlocal =\n[pgbouncer]\nlisten_port = 6433\nlisten_addr = *\n${more}`;
const probes = async (more: string) => onlyLayer(await stray(pgbouncer, 'p.ini.j2', { 'p.ini.j2': ini(more) })).settings.map((one) => `${one.side ?? ''} ${shown([one])[0]}`.trim());

it('probes on both sides; 0 and unwritten times are the kernel’s', async () => {
  expect(await probes('tcp_keepidle = 600\ntcp_keepcnt = 3\n')).toEqual(['downstream probe.idle tcp_keepidle = 600000 @p.ini.j2:7', 'downstream probe.count tcp_keepcnt = 3 @p.ini.j2:8', 'upstream probe.idle tcp_keepidle = 600000 @p.ini.j2:7', 'upstream probe.count tcp_keepcnt = 3 @p.ini.j2:8']);
  expect(await probes('tcp_keepidle = 0\n')).toEqual(['downstream probe.idle tcp_keepidle = 7200000 @p.ini.j2:4', 'upstream probe.idle tcp_keepidle = 7200000 @p.ini.j2:4']);
  expect((await probes('tcp_keepalive = 0\ntcp_keepidle = 60\n')).every((one) => one.includes('tcp_keepalive = never'))).toBe(true);
  expect((await probes('tcp_keepidle = {{ idle }}\n'))[0]).toBe('downstream probe.idle tcp_keepidle = unknown {{ idle }} @p.ini.j2:7');
});

it('listens and pools as its file says', async () => {
  const layer = onlyLayer(await started(pgbouncer, ['pgbouncer', '/etc/pgbouncer/pgbouncer.ini'], {}, { files: { '/etc/pgbouncer/pgbouncer.ini': ini('client_idle_timeout = 0\nserver_idle_timeout = 300\n') } }));
  expect(doors(layer.listens)).toEqual(['*:6433 tcp']);
  expect(layer.settings.filter(({ timer }) => timer !== 'probe.idle').map((one) => shown([one])[0]?.replace(/ @.*/, ''))).toEqual(['downstream.idle client_idle_timeout = never', 'upstream.idle server_idle_timeout = 300000']);
  expect(onlyRoute(layer).upstream).toMatchObject({ target: { kind: 'host', host: 'db.internal', port: 5433 }, protocol: 'tcp', pooled: { value: 'yes' } });
});

const settings = (more: string): string => `import os\nDATABASES = {\n  "default": {"ENGINE": "django.db.backends.postgresql", "HOST": os.environ.get("DB", "pool.internal.example.com"), "PORT": "6433", ${more}},\n  "log": {"ENGINE": "django.db.backends.sqlite3"},\n}\n`;
const database = async (more: string) => onlyLayer(await stray(djangoDatabase, 'site/settings.py', { 'site/settings.py': settings(more), 'pgbouncer/p.ini': ini('') }));

it('knows what Django keeps and probes', async () => {
  const kept = await database('"CONN_MAX_AGE": 600, "OPTIONS": {"keepalives_idle": 60}');
  expect(shown(kept.settings)).toEqual(['upstream.idle CONN_MAX_AGE = 600000 @site/settings.py:3', 'probe.idle keepalives_idle = 60000 @site/settings.py:3']);
  expect(onlyRoute(kept).upstream).toMatchObject({ target: { kind: 'port', port: 6433 }, protocol: 'tcp', pooled: { value: 'yes' } });
  const plain = await database('"CONN_MAX_AGE": 0, "OPTIONS": {"keepalives": 0}');
  expect(shown(plain.settings)).toEqual(['probe.idle keepalives = never @site/settings.py:3']);
  expect(onlyRoute(plain).upstream?.pooled.value).toBe('no');
  expect(shown((await database('"CONN_MAX_AGE": None')).settings)[0]).toBe('upstream.idle CONN_MAX_AGE = never @site/settings.py:3');
});

it('leaves a database that nobody describes out of every chain', async () => {
  const { chains } = await resultOf({ 'settings.py': settings('') });
  expect(chains).toEqual([]);
});
