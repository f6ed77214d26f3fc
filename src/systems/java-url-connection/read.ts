import type { Setting } from '../../model/setting.ts';
import { yes } from '../../model/value.ts';
import { lineOf } from '../../syntax/program/lines.ts';
import { outlivesCall } from '../../syntax/program/query.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { type Clocks, clockSettings } from '../java/amounts.ts';
import { templateOf } from '../java/urls.ts';
import { methodOf, objectOf } from '../program/calls.ts';
import { over } from '../program/client.ts';
import { follow, nameOf } from '../program/follow.ts';
import { type FluentLibrary, hiddenSetting, type Made, readFluent, type Request, type Setup } from '../program/fluent-clients.ts';
import type { Reader } from '../reader.ts';
import type { Reading } from '../system.ts';
import { urlConnectionFacts } from './facts.ts';

const clocks: Clocks = { setConnectTimeout: 'upstream.connect', setReadTimeout: 'upstream.read' };

const library: FluentLibrary = {
  facts: urlConnectionFacts,
  version: () => ({ reason: 'it comes with Java' }),
  makes: isConnection,
  setup: async (made, reader): Promise<Setup> => ({ settings: await settingsOf(made, reader), pooled: yes('Java keeps the connections of all HttpURLConnections in one pool', made.maker.place) }),
  sends: (call) => methodOf(call) === 'openConnection',
  request,
};

export const readUrlConnection = (source: Source, reader: Reader): Promise<Reading | undefined> => readFluent(source, reader, library);

/** `url.openConnection()` as an HTTP connection: of a JarURLConnection and the like nobody waits. */
function isConnection(call: Call, program: Program): boolean {
  if (methodOf(call) !== 'openConnection') return false;
  return !/\bJarURLConnection\b/.test(lineOf(program.source, call.place.line));
}

/** One that goes to other code may get its limits there. */
async function settingsOf({ maker, steps, program }: Made, reader: Reader): Promise<readonly Setting[]> {
  const own = await clockSettings(steps, clocks, program, reader);
  if (!outlivesCall(program, maker)) return own;
  return over(own, Object.entries(clocks).map(([name, timer]) => hiddenSetting(timer, name, 'the connection is handed to other code', maker.place)));
}

async function request(call: Call, { program }: Made, reader: Reader): Promise<Request> {
  const url = call.receiver ?? (objectOf(call) === '' ? undefined : nameOf(objectOf(call), call));
  if (!url) return { settings: [], url: [{ expression: call.text }], text: call.text };
  return { settings: [], url: await templateOf(await follow({ expression: url, program, scope: call.scope }, reader), reader), text: url.text };
}
