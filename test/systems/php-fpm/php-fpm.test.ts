import { expect, it } from 'vitest';
import { withDefaults } from '../../../src/systems/defaults.ts';
import { phpFpm } from '../../../src/systems/php-fpm/index.ts';
import { doors, onlyLayer, shown, started, stray } from '../python/reading.ts';

it('reads pools, the global section and php.ini', async () => {
  const files = {
    '/usr/local/etc/php-fpm.d/zz.conf': '[global]\nprocess_control_timeout = 20\n[www]\nlisten = 9001\nrequest_terminate_timeout = 5m\n',
    '/usr/local/etc/php/conf.d/app.ini': 'max_execution_time = 300\n',
  };
  const layer = onlyLayer(await started(phpFpm, [], {}, { image: 'php:8.2-fpm-alpine', files }));
  expect(shown(layer.settings).map((one) => one.replace(/ @.*/, ''))).toEqual(['worker.deadline request_terminate_timeout = 300000', 'worker.cpu max_execution_time = 300000', 'stop.graceful process_control_timeout = 20000']);
  expect(doors(layer.listens)).toEqual(['*:9001 fastcgi']);
  expect(layer.version).toEqual({ known: '8.2' });
});

it('listens on 9000 and limits CPU time only, unless told', async () => {
  const layer = onlyLayer(await started(phpFpm, ['php-fpm8.1', '-F']));
  expect(doors(layer.listens)).toEqual(['*:9000 fastcgi']);
  expect(withDefaults(layer.settings, phpFpm.facts, { version: layer.version, place: layer.place, profile: layer.profile ?? '' }).map(({ timer, value }) => `${timer} ${value.kind === 'known' ? value.amount : value.kind}`)).toEqual(['worker.cpu 30000', 'stop.graceful 0']);
});

it('keeps pools apart; 0 is no limit', async () => {
  const text = '[a]\npm = static\nlisten = /run/a.sock\nrequest_terminate_timeout = 0\n[b]\npm = static\nlisten = 127.0.0.1:9002\nphp_admin_value[max_execution_time] = 600\nrequest_terminate_timeout = {{ limit }}\n';
  const reading = await stray(phpFpm, 'fpm/pools.conf', { 'fpm/pools.conf': text });
  expect(reading?.layers?.map(({ listens }) => doors(listens)[0])).toEqual(['/run/a.sock fastcgi', '127.0.0.1:9002 fastcgi']);
  expect(reading?.layers?.map(({ settings }) => shown(settings))).toEqual([
    ['worker.deadline request_terminate_timeout = never @fpm/pools.conf:4'],
    ['worker.deadline request_terminate_timeout = unknown {{ limit }} @fpm/pools.conf:9', 'worker.cpu php_admin_value[max_execution_time] = 600000 @fpm/pools.conf:8'],
  ]);
});

it('is neither PHP of Apache nor another ini file', async () => {
  expect(await started(phpFpm, [], {}, { image: 'php:8.2-apache' })).toBeUndefined();
  expect(await stray(phpFpm, 'a.ini', { 'a.ini': '[www]\nlisten = 1\n' })).toBeUndefined();
});
