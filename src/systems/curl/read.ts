import { second } from '../../model/duration.ts';
import type { Process } from '../../model/process.ts';
import { exact, type Setting } from '../../model/setting.ts';
import type { Timer } from '../../model/timer.ts';
import { type Fact, never, no, type Text, yes } from '../../model/value.ts';
import { routeOf } from '../program/client.ts';
import { addressOf, type Pieces } from '../program/url.ts';
import { configured } from '../setting.ts';
import type { LayerReading, Reading, RouteReading } from '../system.ts';
import { type CurlCommand, curlCommands } from './command.ts';
import { curlFacts } from './facts.ts';

const options: Readonly<Record<string, Timer>> = { '--max-time': 'upstream.deadline', '--connect-timeout': 'upstream.connect', '--speed-time': 'upstream.read', '--keepalive-time': 'probe.idle' };

/** The curl calls of a process. A job may wait as long as it likes. */
export async function readCurl(process: Process): Promise<Reading | undefined> {
  const layers = curlCommands(process).map((command) => layerOf(command, process));
  return layers.length === 0 ? undefined : { layers };
}

function layerOf(command: CurlCommand, process: Process): LayerReading {
  const place = command.urls[0]?.places[0] ?? process.place;
  return {
    system: curlFacts.system, kind: 'client', name: `curl (${process.workload.kind}/${process.workload.name})`, version: { reason: 'its limits are the same in every version' },
    process, place, settings: settingsOf(command), listens: [], command: true, routes: command.urls.map((url) => callOf(url, command)),
  };
}

/** Seconds with a fraction; zero is no limit. */
const seconds = (text: string): number | typeof never | undefined => (/^\d{1,9}(?:\.\d{1,6})?$/.test(text.trim()) ? (Number(text) === 0 ? never : Number(text) * second) : undefined);

function settingsOf({ options: given }: CurlCommand): readonly Setting[] {
  const settings = Object.entries(options).flatMap(([name, timer]) => {
    const option = given.findLast((one) => one.name === name);
    return option ? [configured(timer, name, option.text, seconds)] : [];
  });
  const off = given.find(({ name }) => name === '--no-keepalive');
  return off ? [...settings.filter(({ timer }) => timer !== 'probe.idle'), { timer: 'probe.idle', name: '--no-keepalive', value: never, provenance: { kind: 'configured' }, place: off.text.places[0], via: [], window: exact, fixed: false }] : settings;
}

function callOf(url: Text, command: CurlCommand): RouteReading {
  const written = url.value;
  const [place] = url.places;
  const pieces: Pieces = written === undefined ? [{ expression: url.expression, ...(url.variable === undefined ? {} : { variable: url.variable }) }] : [/^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `http://${written}`];
  return routeOf(addressOf(pieces, url.expression), place, settingsOf(command), pooling(command, url));
}

/** Connections end with the program. Within one call curl asks for one URL after the other, without a pause unless `--rate` makes one. */
function pooling({ options: given, urls }: CurlCommand, { places: [place] }: Text): Fact {
  const rate = given.find(({ name }) => name === '--rate');
  return rate && urls.length > 1 ? yes('curl keeps the connection for the next URL, and --rate makes it wait', rate.text.places[0]) : no('curl ends with its call', place);
}
