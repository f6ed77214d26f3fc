import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import { last, parseOptions } from '../python/options.ts';
import { portOf } from '../python/listener.ts';
import type { Reader } from '../reader.ts';
import type { Listener } from '../system.ts';
import { atLeast } from '../version.ts';
import { imagePorts } from './facts.ts';
import type { WebProject } from './project.ts';
import { fromFiles } from './settings.ts';

/** Where the project listens: `--urls`, the variables, its settings, else what the image says. */
export function listenersOf(project: WebProject, process: Process, reader: Reader): readonly Listener[] {
  const endpoint = fromFiles(['Kestrel', 'Endpoints', 'Http', 'Url'], project, process, reader);
  if (endpoint) return urls(endpoint);
  const given = last(parseOptions(process.argv, { short: new Map(), flags: new Set() }, process.argv.length), '--urls') ?? process.env.get('ASPNETCORE_URLS') ?? process.env.get('URLS') ?? process.env.get('DOTNET_URLS');
  if (given) return urls(given);
  const ports = process.env.get('ASPNETCORE_HTTP_PORTS');
  if (ports) return [...(ports.value ?? '?').split(';')].map((port) => ({ kind: 'port', port: portOf(port), protocol: 'http/1.1', place: ports.places[0] }));
  const written = fromFiles(['Urls'], project, process, reader);
  return written ? urls(written) : [{ kind: 'port', ...byImage(project, process), protocol: 'http/1.1', place: process.place }];
}

/** `http://+:80;https://*:443`. */
function urls(text: Text): readonly Listener[] {
  const place = text.places[0];
  if (text.value === undefined) return [{ kind: 'port', port: undefined, protocol: 'http/1.1', place }];
  return text.value.split(';').slice(0, 20).map((url) => {
    const [, host = '', port] = /^https?:\/\/(\[[^\]]*\]|[^:/]*)(?::(\d{1,5}))?/.exec(url.trim()) ?? [];
    return { kind: 'port', port: port === undefined ? undefined : portOf(port), ...(/^(?:localhost|127\.|\d)/.test(host) && host !== '0.0.0.0' ? { address: host } : {}), protocol: 'http/1.1', place };
  });
}

function byImage(project: WebProject, process: Process): { readonly port: number | undefined; readonly address?: string } {
  const images = process.image ? [process.image, ...process.image.bases] : [];
  const tag = images.find(({ name }) => /(?:^|\/)dotnet\/aspnet$/.test(name))?.tag ?? (images.some(({ name }) => /(?:^|\/)dotnet\/aspnet$/.test(name)) ? project.version : undefined);
  if (tag === undefined) return images.length > 0 ? { port: undefined } : { port: imagePorts.bare, address: 'localhost' };
  return { port: atLeast(tag, '8.0') === false ? imagePorts.before8 : imagePorts.since8 };
}
