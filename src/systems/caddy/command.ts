import type { Text } from '../../model/value.ts';
import type { LayerReading } from '../system.ts';
import type { Running } from './layers.ts';
import { yes } from '../../model/value.ts';
import { addressOf } from './upstream.ts';

/** `caddy reverse-proxy --from :80 --to app:3000`, which has no file. */
export function fromCommand(argv: readonly Text[], running: Running): LayerReading | undefined {
  const to = optionOf(argv, '--to', '-t');
  const place = running.process?.place ?? argv[0]?.places[0];
  if (!to || !place) return undefined;
  const from = optionOf(argv, '--from', '-f')?.value;
  const port = /:(\d{1,5})$/.exec(from ?? '')?.[1];
  const { target, protocol } = addressOf(to);
  return {
    system: 'caddy', kind: 'proxy', name: `${running.title})`, version: running.version, place, settings: [],
    listens: [{ kind: 'port', port: port === undefined ? 443 : Number(port), protocol: 'http/1.1', place }],
    routes: [{ route: {}, settings: [], place, upstream: { target, protocol, pooled: yes('Caddy keeps connections to its upstreams'), place: to.places[0] } }],
    ...(running.process ? { process: running.process } : {}),
  };
}

/** `--to x`, `--to=x`, `-t x`. */
export function optionOf(argv: readonly Text[], long: string, short: string): Text | undefined {
  const at = argv.findIndex(({ value = '' }) => value === long || value === short || value.startsWith(`${long}=`));
  const word = argv[at];
  if (!word?.value) return undefined;
  return word.value.startsWith(`${long}=`) ? { ...word, value: word.value.slice(long.length + 1) } : argv[at + 1];
}
