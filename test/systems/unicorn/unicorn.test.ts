import { expect, it } from 'vitest';
import { unicorn } from '../../../src/systems/unicorn/index.ts';
import { doors, onlyLayer, shown, started, stray } from '../python/reading.ts';

it('reads its file; hooks are not its settings', async () => {
  const text = 'listen "/run/app.sock", backlog: 64\nlisten 8081\ntimeout Integer(ENV["LIMIT"] || 90)\nbefore_fork do |server, worker|\n  timeout 5\nend\n';
  const layer = onlyLayer(await started(unicorn, ['bundle', 'exec', 'unicorn', '-c', 'config/unicorn.rb', '-E', 'production'], { 'config/unicorn.rb': text }));
  expect(shown(layer.settings)).toEqual(['worker.deadline timeout = 90000 @config/unicorn.rb:3']);
  expect(doors(layer.listens)).toEqual(['/run/app.sock http/1.1', '*:8081 http/1.1']);
});

it('takes the shorter of its own limit and that of rack-timeout', async () => {
  const files = (own: number) => ({ 'u.rb': `timeout ${own}\n`, 'config/initializers/t.rb': 'Rack::Timeout.service_timeout = 30\n' });
  expect(shown(onlyLayer(await started(unicorn, ['unicorn', '-c', 'u.rb'], files(60))).settings)).toEqual(['worker.deadline service_timeout = 30000 @config/initializers/t.rb:1']);
  expect(shown(onlyLayer(await started(unicorn, ['unicorn', '-c', 'u.rb'], files(20))).settings)).toEqual(['worker.deadline timeout = 20000 @u.rb:1']);
});

it('listens on 8080, on what -p says, or nobody knows', async () => {
  expect(doors(onlyLayer(await started(unicorn, ['unicorn_rails'])).listens)).toEqual(['*:8080 http/1.1']);
  expect(doors(onlyLayer(await started(unicorn, ['unicorn', '-p', '5000'])).listens)).toEqual(['*:5000 http/1.1']);
  const hidden = onlyLayer(await started(unicorn, ['unicorn', '-c', '/elsewhere.rb']));
  expect(doors(hidden.listens)).toEqual(['*:? http/1.1']);
  expect(hidden.settings[0]?.value.kind).toBe('unknown');
});

it('reads a file that nothing starts', async () => {
  expect(shown(onlyLayer(await stray(unicorn, 'x/unicorn.rb', { 'x/unicorn.rb': 'worker_processes 2\ntimeout 120\n' })).settings)).toEqual(['worker.deadline timeout = 120000 @x/unicorn.rb:2']);
});
