import { expect, it } from 'vitest';
import { withDefaults } from '../../../src/systems/defaults.ts';
import { puma } from '../../../src/systems/puma/index.ts';
import { doors, onlyLayer, shown, started, stray } from '../python/reading.ts';

const faultsOf = (reading: Awaited<ReturnType<typeof started>>) => (reading?.written ?? []).map((one) => `${one.fault} ${one.name} ${one.works.value} @${one.place.line}`);
const puma6 = { 'Gemfile.lock': 'GEM\n  specs:\n    puma (6.4.2)\n' };
const start = ['puma', '-C', 'config/puma.rb'];

it('reads the file that -C names, the environment of the process included', async () => {
  const layer = onlyLayer(await started(puma, ['bundle', 'exec', ...start], { ...puma6, 'config/puma.rb': 'workers 2\nport ENV.fetch("PORT") { 3000 }\npersistent_timeout Integer(ENV.fetch("IDLE", 75))\nfirst_data_timeout 10\nworker_timeout 90\nworker_shutdown_timeout 25\n' }, { env: { IDLE: '80' } }));
  expect(shown(layer.settings)).toEqual([
    'downstream.idle persistent_timeout = 80000 @compose.yaml:1', 'downstream.body first_data_timeout = 10000 @config/puma.rb:4',
    'worker.silence worker_timeout = 90000 @config/puma.rb:5', 'stop.graceful worker_shutdown_timeout = 25000 @config/puma.rb:6',
  ]);
  expect(doors(layer.listens)).toEqual(['*:3000 http/1.1']);
  expect(layer).toMatchObject({ profile: 'cluster', version: { known: '6.4.2' }, defaultPlace: { file: 'config/puma.rb', line: 1 } });
});

it.each([['puma (6.4.2)', 20_000], ['puma (7.0.1)', 65_000]])('knows the idle time of %s', async (line, amount) => {
  const layer = onlyLayer(await started(puma, ['puma'], { 'Gemfile.lock': `GEM\n  specs:\n    ${line}\n` }));
  const idle = withDefaults(layer.settings, puma.facts, { version: layer.version, place: layer.place, profile: layer.profile ?? '' }).find(({ timer }) => timer === 'downstream.idle');
  expect(idle?.value).toMatchObject({ kind: 'known', amount });
});

it.each([
  ['worker_timeout 20\n', {}, ['ineffective worker_timeout no @1']],
  ['workers 0\nworker_timeout 20\n', {}, ['ineffective worker_timeout no @2']],
  ['workers ENV.fetch("WEB_CONCURRENCY", 2)\nworker_timeout 20\n', {}, []],
  ['workers ENV.fetch("WEB_CONCURRENCY", 0)\nworker_timeout 20\n', {}, ['ineffective worker_timeout unknown @2']],
  ['workers 2 if ENV["CLUSTER"]\nworker_timeout 20\n', {}, ['ineffective worker_timeout unknown @2']],
  ['worker_timeout 3600 if ENV.fetch("RAILS_ENV", "development") == "development"\n', {}, []],
  ['worker_timeout 20\n', { WEB_CONCURRENCY: '3' }, []],
  ['workers 1\nworker_timeout 5\n', {}, ['invalid worker_timeout no @2']],
])('judges worker_timeout in %j', async (text, env, faults) => {
  expect(faultsOf(await started(puma, start, { ...puma6, 'config/puma.rb': text }, { env }))).toEqual(faults);
});

it('lets the command line decide on workers and addresses', async () => {
  const reading = await started(puma, ['puma', '-w', '2', '-b', 'unix:///run/puma.sock?umask=0111', '-p', '80'], { 'config/puma.rb': 'worker_timeout 20\nport 3000\n' });
  expect(faultsOf(reading)).toEqual([]);
  expect(doors(onlyLayer(reading).listens)).toEqual(['/run/puma.sock http/1.1', '*:80 http/1.1']);
});

it('is what rails server starts when the Gemfile names it', async () => {
  expect(onlyLayer(await started(puma, ['bin/rails', 's', '-b', '0.0.0.0'], puma6)).listens).toMatchObject([{ port: 3000 }]);
  expect(await started(puma, ['rails', 'server'], { 'Gemfile.lock': 'GEM\n  specs:\n    thin (1.8)\n' })).toBeUndefined();
  expect(await started(puma, ['rails', 'db:migrate'], puma6)).toBeUndefined();
});

it('does not guess what a file that nobody sees says', async () => {
  for (const argv of [['puma', '-C', '/etc/puma.rb'], ['bundle', 'exec', 'puma']]) {
    const layer = onlyLayer(await started(puma, argv));
    expect(layer.settings.map(({ value }) => value.kind)).toEqual(['unknown', 'unknown']);
    expect(doors(layer.listens)).toEqual(['*:? http/1.1']);
  }
});

it.each([
  ['config/initializers/timeout.rb', 'Rack::Timeout.service_timeout = 25\n', 'service_timeout = 25000'],
  ['config/initializers/timeout.rb', 'Rails.application.config.middleware.insert_before Rack::Runtime, Rack::Timeout, service_timeout: 5\n', 'service_timeout = 5000'],
  ['config.ru', 'use Rack::Timeout, service_timeout: 0\nrun App\n', 'service_timeout = never'],
  ['config.ru', 'use Rack::Timeout\nrun App\n', 'service_timeout = 15000'],
  ['config/initializers/timeout.rb', 'Rack::Timeout.service_timeout = 25 if Rails.env.staging?\n', 'service_timeout = unknown 25'],
  ['Gemfile', 'gem "rails"\ngem "rack-timeout"\n', 'service_timeout = 15000'],
])('finds the limit of rack-timeout in %s: %j', async (path, text, expected) => {
  const { settings } = onlyLayer(await started(puma, ['puma'], { Gemfile: 'gem "puma"\n', [path]: text }));
  expect(shown(settings).map((one) => one.replace(/ @.*/, ''))).toEqual([`worker.deadline ${expected}`]);
  expect(settings[0]?.place.file).toBe(path);
});

it('knows that the gem does nothing by itself when it is required by hand or without Rails', async () => {
  for (const Gemfile of ['gem "rails"\ngem "rack-timeout", require: "rack/timeout/base"\n', 'gem "sinatra"\ngem "rack-timeout"\n'])
    expect(onlyLayer(await started(puma, ['puma'], { Gemfile })).settings).toEqual([]);
});

it('reads a file that nothing starts, and leaves other Ruby alone', async () => {
  const files = { 'app/config/puma.rb': 'threads 1, 5\nenable_keep_alives false\nforce_shutdown_after :immediately\n', 'spec/puma_spec.rb': 'describe Puma do\n  port 3\nend\n' };
  const layer = onlyLayer(await stray(puma, 'app/config/puma.rb', files));
  expect(shown(layer.settings)).toEqual(['downstream.idle enable_keep_alives = off @app/config/puma.rb:2', 'stop.graceful force_shutdown_after = 0 @app/config/puma.rb:3']);
  expect(await stray(puma, 'spec/puma_spec.rb', files)).toBeUndefined();
});
