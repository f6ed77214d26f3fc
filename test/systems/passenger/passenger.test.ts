import { expect, it } from 'vitest';
import { passenger } from '../../../src/systems/passenger/index.ts';
import { doors, onlyLayer, shown, started } from '../python/reading.ts';

it('reads options over variables', async () => {
  const layer = onlyLayer(await started(passenger, ['bundle', 'exec', 'passenger', 'start', '-p', '8080', '--max-request-time', '45'], {}, { env: { PASSENGER_PORT: '81' } }));
  expect(shown(layer.settings)).toEqual(['worker.deadline --max-request-time = 45000 @compose.yaml:1']);
  expect(doors(layer.listens)).toEqual(['*:8080 http/1.1']);
});

it('takes the limit of rack-timeout, and starts on 3000', async () => {
  const layer = onlyLayer(await started(passenger, ['passenger', 'start'], { 'config/initializers/t.rb': 'Rack::Timeout.service_timeout = 9\n' }));
  expect([...shown(layer.settings), ...doors(layer.listens)]).toEqual(['worker.deadline service_timeout = 9000 @config/initializers/t.rb:1', '*:3000 http/1.1']);
  expect(await started(passenger, ['passenger', 'stop'])).toBeUndefined();
});
