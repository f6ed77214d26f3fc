import type { Setting } from '../../model/setting.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import type { Source } from '../../syntax/source.ts';
import { templateOf } from '../java/urls.ts';
import { methodOf } from '../program/calls.ts';
import { follow } from '../program/follow.ts';
import { makerOf, stepNamed, stepsOf } from '../program/fluent.ts';
import { type FluentLibrary, hiddenSetting, type Made, readFluent, type Request, type Setup } from '../program/fluent-clients.ts';
import type { Reader } from '../reader.ts';
import type { Reading } from '../system.ts';
import { apacheHttpFacts } from './facts.ts';
import { apacheSettings, requestConfig } from './settings.ts';

const library: FluentLibrary = {
  facts: apacheHttpFacts,
  version: () => ({ reason: 'its packages tell the generation' }),
  makes: isApache,
  setup: async (made, reader): Promise<Setup> => ({ profile: generationOf(made.program), settings: await apacheSettings(made, reader), perCall: [['upstream.read', 'setConfig']] }),
  sends: (call) => methodOf(call) === 'execute' && call.args.length > 0,
  request,
};

export const readApacheHttp = (source: Source, reader: Reader): Promise<Reading | undefined> => readFluent(source, reader, library);

/** `HttpClients.custom()`, `HttpClients.createDefault()`, `HttpClientBuilder.create()`; the asynchronous clients have limits of their own. */
export function isApache(call: Call, program: Program): boolean {
  return /(?:^|\.)(?:HttpClients\.(?:custom|createDefault|createSystem|createMinimal)|HttpClientBuilder\.create)$/.test(call.callee) && program.imports.some(({ module }) => /^org\.apache\.(?:http|hc)\./.test(module));
}

/** Of the packages org.apache.http and org.apache.hc. */
export const generationOf = (program: Program): '4' | '5' => (program.imports.some(({ module }) => /^org\.apache\.hc\./.test(module)) ? '5' : '4');

const isRequest = (call: Call): boolean => (call.construct === 'new' && /(?:^|\.)Http(?:Get|Post|Put|Patch|Delete|Head|Options|UriRequestBase)$/.test(call.callee)) || /(?:^|\.)(?:Classic)?RequestBuilder\.\w+$/.test(call.callee);

/** The URL of `new HttpGet(url)`, with the configuration that the request has of its own. */
async function request(call: Call, { program }: Made, reader: Reader): Promise<Request> {
  const found = await Promise.all(call.args.slice(0, 2).map((argument) => makerOf({ expression: argument, program, scope: call.scope }, reader, isRequest)));
  const made = found.find((one) => one !== undefined);
  if (!made) return { settings: open('the request is made elsewhere', call), url: [{ expression: call.text }], text: call.text };
  const step = stepNamed(stepsOf(made.call, made.program, isRequest), 'setConfig');
  const [config] = step?.args ?? [];
  const settings = step && config ? await requestConfig(config, step, made.program, reader) : [];
  const url = made.call.construct === 'new' ? made.call.args.at(-1) : (stepNamed(stepsOf(made.call, made.program, isRequest), 'setUri')?.args[0] ?? made.call.args[0]);
  if (!url) return { settings, url: [{ expression: call.text }], text: call.text };
  return { settings, url: await templateOf(await follow({ expression: url, program: made.program, scope: made.call.scope }, reader), reader), text: url.text };
}

const open = (reason: string, { place }: Call): readonly Setting[] => [hiddenSetting('upstream.read', 'setConfig', reason, place)];
