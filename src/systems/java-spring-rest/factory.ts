import type { Setting } from '../../model/setting.ts';
import type { Call, Expression, Program } from '../../syntax/program/tree.ts';
import { type Clocks, clockSettings } from '../java/amounts.ts';
import { generationOf, isApache } from '../java-apache-httpclient/read.ts';
import { apacheSettings } from '../java-apache-httpclient/settings.ts';
import { isJavaHttp, javaHttpSettings } from '../java-http/read.ts';
import { isOkHttp, okHttpSettings } from '../java-okhttp/read.ts';
import { over } from '../program/client.ts';
import { makerOf, stepNamed, stepsOf } from '../program/fluent.ts';
import { hiddenSetting, type Made } from '../program/fluent-clients.ts';
import type { Reader } from '../reader.ts';

/** The library below a RestTemplate or RestClient, and what is written for it. */
export interface Factory {
  readonly profile: string;
  readonly settings: readonly Setting[];
}

export const clocks: Clocks = { setConnectTimeout: 'upstream.connect', setReadTimeout: 'upstream.read', connectTimeout: 'upstream.connect', readTimeout: 'upstream.read' };

const maker = /(?:^|\.)(Simple|HttpComponents|Jdk|OkHttp3|Jetty|Reactor(?:Netty2?)?)(?:Client)?(?:Client)?HttpRequestFactory$/;
const wrapper = /(?:^|\.)(?:Buffering|Intercepting)ClientHttpRequestFactory$/;
const isFactory = (call: Call): boolean => call.construct === 'new' && (maker.test(call.callee) || wrapper.test(call.callee));

/** What `new RestTemplate(factory)` or `setRequestFactory(factory)` is given; `undefined` when that is no factory or made elsewhere. */
export async function factoryOf(argument: Expression, step: Call, program: Program, reader: Reader, left = 3): Promise<Factory | undefined> {
  const found = await makerOf({ expression: argument, program, scope: step.scope }, reader, isFactory);
  if (!found || left <= 0) return undefined;
  const [inner] = found.call.args;
  if (wrapper.test(found.call.callee)) return inner && factoryOf(inner, found.call, found.program, reader, left - 1);
  const steps = stepsOf(found.call, found.program, isFactory);
  const own = await clockSettings(steps, clocks, found.program, reader);
  const below = await libraryOf(maker.exec(found.call.callee)?.[1] ?? '', inner ?? stepNamed(steps, 'setHttpClient')?.args[0], found.call, found.program, reader);
  return { profile: below.profile, settings: over(own, below.settings) };
}

/** The client that a factory is made over, in the same file; without one the factory makes a plain one. */
async function libraryOf(kind: string, client: Expression | undefined, call: Call, program: Program, reader: Reader): Promise<Factory> {
  if (kind === 'Simple') return { profile: 'simple', settings: [] };
  if (kind === 'Jdk') return below('jdk', client, call, program, reader, (one) => isJavaHttp(one, program), javaHttpSettings);
  if (kind === 'OkHttp3') return below('okhttp', client, call, program, reader, isOkHttp, async (made, where) => (await okHttpSettings(made, where)) ?? []);
  if (kind !== 'HttpComponents') return { profile: 'unseen', settings: [] };
  const names = program.imports.some(({ module }) => /^org\.apache\.(?:http|hc)\./.test(module));
  return below(names ? `apache-${generationOf(program)}` : 'unseen', client, call, program, reader, (one) => isApache(one, program), apacheSettings);
}

type Settings = (made: Made, reader: Reader) => Promise<readonly Setting[]>;

async function below(profile: string, client: Expression | undefined, call: Call, program: Program, reader: Reader, isClient: (one: Call) => boolean, settings: Settings): Promise<Factory> {
  if (!client) return { profile, settings: [] };
  const found = await makerOf({ expression: client, program, scope: call.scope }, reader, isClient);
  if (!found) return { profile, settings: [hiddenSetting('upstream.read', 'setReadTimeout', 'its HTTP client is made elsewhere', call.place), hiddenSetting('upstream.idle', 'connectionPool', 'its HTTP client is made elsewhere', call.place)] };
  return { profile, settings: await settings({ maker: found.call, steps: stepsOf(found.call, found.program, isClient), program: found.program }, reader) };
}
