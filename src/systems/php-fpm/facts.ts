import type { Effect } from '../../model/setting.ts';
import type { SystemFacts } from '../facts.ts';

const fpm = 'https://www.php.net/manual/en/install.fpm.configuration.php';

export const facts: SystemFacts = {
  system: 'php-fpm',
  title: 'PHP-FPM',
  kind: 'app-server',
  language: 'php',
  sideBySide: true,
  defaults: [
    { timer: 'worker.cpu', name: 'max_execution_time', value: 30_000, profiles: ['pool'], effect: { sees: 'a 500', answers: 500, log: 'Maximum execution time of' }, link: 'https://www.php.net/manual/en/info.configuration.php#ini.max-execution-time' },
    { timer: 'stop.graceful', name: 'process_control_timeout', value: 0, profiles: ['pool'], link: fpm },
  ],
};

/** What `request_terminate_timeout` does; nobody sets it by default. */
export const terminated: Effect = { sees: 'a 502 from the web server', log: 'execution timed out' };

/** Where the official image listens. */
export const defaultPort = 9000;
