import type { Text } from '../../model/value.ts';
import { last, type OptionGrammar, parseOptions } from '../python/options.ts';
import { besides, ownerOf } from '../python/owner.ts';
import { portOf } from '../python/listener.ts';
import { rubyLaunch } from '../ruby/launch.ts';
import { rackTimeout } from '../ruby/rack-timeout.ts';
import { secondsOrNever } from '../ruby/seconds.ts';
import { gemVersion } from '../ruby/version.ts';
import { configured } from '../setting.ts';
import type { System } from '../system.ts';
import { defaultPort, facts } from './facts.ts';

const grammar: OptionGrammar = {
  short: new Map([['-p', '--port'], ['-a', '--address'], ['-S', '--socket'], ['-e', '--environment'], ['-R', '--rackup']]),
  flags: new Set(['-d', '--daemonize', '--ssl', '--auto', '--no-install-runtime', '--no-compile-runtime', '--sticky-sessions', '--no-friendly-error-pages', '--friendly-error-pages', '--disable-turbocaching', '--nginx-bin-only']),
};

/** Passenger Standalone. */
export const passenger: System = {
  id: 'passenger',
  facts,
  async fromProcess(process, reader) {
    const started = rubyLaunch(process.argv);
    if (started?.name !== 'passenger' || started.args[0]?.value !== 'start') return undefined;
    const options = parseOptions(started.args.slice(1), grammar, 1);
    const value = (name: string): Text | undefined => last(options, `--${name}`) ?? process.env.get(`PASSENGER_${name.toUpperCase().replaceAll('-', '_')}`);
    const [limit, port, address] = [value('max-request-time'), value('port') ?? process.env.get('PORT'), value('address')?.value];
    return {
      layers: [{
        system: 'passenger', kind: 'app-server', name: `Passenger (${ownerOf(process)})`, version: gemVersion('passenger', besides(process), reader), place: process.place, process, routes: [],
        settings: limit ? [configured('worker.deadline', '--max-request-time', limit, secondsOrNever)] : await rackTimeout(process, undefined, reader),
        listens: [{ kind: 'port', port: port ? portOf(port.value ?? '') : defaultPort, ...(address === undefined ? {} : { address }), protocol: 'http/1.1', place: port?.places[0] ?? process.place }],
      }],
    };
  },
};
