import { expect, it } from 'vitest';
import { jetty } from '../../../src/systems/jetty/index.ts';
import { doors, onlyLayer, shown, started } from '../python/reading.ts';

it.each([
  [['--async-response-enabled', '--jetty-idle-timeout', '65000', '--port=9999'], { image: 'wiremock/wiremock:3.3.1' }],
  [['java', '-jar', 'wiremock-standalone-3.3.1.jar', '--port', '9999', '--jetty-idle-timeout=65000'], {}],
])('reads the options of products: %j', async (argv, parts) => {
  const layer = onlyLayer(await started(jetty, argv, {}, parts));
  expect(shown(layer.settings).map((one) => one.replace(/ @.*/, ''))).toEqual(['downstream.idle --jetty-idle-timeout = 65000', 'downstream.body --jetty-idle-timeout = 65000']);
  expect(doors(layer.listens)).toEqual(['*:9999 http/1.1']);
});

it('reads properties of the command line and of start.d; 0 is no limit', async () => {
  expect(shown(onlyLayer(await started(jetty, ['java', '-jar', '/opt/start.jar', 'jetty.http.idleTimeout=0'])).settings)[0]).toBe('downstream.idle jetty.http.idleTimeout = never @compose.yaml:1');
  const layer = onlyLayer(await started(jetty, [], {}, { image: 'jetty:12', files: { '/var/lib/jetty/start.d/http.ini': '--module=http\njetty.http.idleTimeout=61000\njetty.http.port=8081\n' } }));
  expect(shown(layer.settings)[0]).toBe('downstream.idle jetty.http.idleTimeout = 61000 @var/lib/jetty/start.d/http.ini:2');
  expect(doors(layer.listens)).toEqual(['*:8081 http/1.1']);
});
