import type { Route } from '../../model/layer.ts';
import type { Setting } from '../../model/setting.ts';
import { no, type Fact, yes } from '../../model/value.ts';
import type { CaddyArgument, CaddyDirective } from '../../syntax/caddyfile.ts';
import { rewriting } from '../rewriting.ts';
import type { RouteReading } from '../system.ts';
import { type Option, transportOptions } from './facts.ts';
import { rewriteTo } from './rewrite.ts';
import { textOf, timed, type Variables } from './text.ts';
import { addressOf } from './upstream.ts';

/** `reverse_proxy` and `php_fastcgi`, without the matcher in front of the addresses. */
export function proxied(directive: CaddyDirective, words: readonly CaddyArgument[], routes: readonly Route[], settings: readonly Setting[], variables: Variables): readonly RouteReading[] {
  const lines = directive.children ?? [];
  const transport = lines.find(({ name }) => name === 'transport');
  const isFastcgi = directive.name === 'php_fastcgi' || transport?.args[0]?.text === 'fastcgi';
  const addresses = [...words, ...lines.filter(({ name }) => name === 'to').flatMap(({ args }) => args)].map((word) => addressOf(textOf(word, variables)));
  const [first, ...others] = addresses;
  const dynamic = lines.find(({ name }) => name === 'dynamic');
  const place = words[0]?.place ?? directive.place;
  const target = first?.target ?? { kind: 'unknown' as const, reason: 'looked up at run time', expression: dynamic?.args.map(({ text }) => text).join(' ') ?? directive.name };
  const isH2c = (transport?.children ?? []).some(({ name, args }) => name === 'versions' && args.some(({ text }) => text === 'h2c') && !args.some(({ text }) => text === '1.1'));
  const upstream = {
    target, place, protocol: isFastcgi ? 'fastcgi' as const : isH2c ? 'h2' as const : first?.protocol ?? 'http/1.1',
    pooled: isFastcgi ? no('Caddy opens a FastCGI connection for every request', directive.place) : pooledBy(transport, directive),
    ...(others.length > 0 ? { others: others.map((other) => other.target) } : {}),
  };
  const options = transportSettings(isFastcgi && directive.name === 'php_fastcgi' ? lines : (transport?.children ?? []), isFastcgi ? 'fastcgi' : 'http', variables);
  const rewrite = lines.find(({ name }) => name === 'rewrite')?.args[0];
  const sent = rewrite ? rewriting(routes, 'all', rewriteTo(textOf(rewrite, variables).value ?? '{}')) : routes;
  return sent.map((route) => ({ route, settings: [...settings, ...options], upstream, place: directive.place }));
}

function pooledBy(transport: CaddyDirective | undefined, directive: CaddyDirective): Fact {
  const off = (transport?.children ?? []).find(({ name, args }) => name === 'keepalive' && args[0]?.text === 'off');
  return off ? no('keepalive off', off.place) : yes('Caddy keeps connections to its upstreams', directive.place);
}

function transportSettings(lines: readonly CaddyDirective[], kind: string, variables: Variables): readonly Setting[] {
  const option = ({ timer, name, zero }: Pick<Option, 'timer' | 'name' | 'zero'>): readonly Setting[] => {
    const word = lines.findLast((line) => line.name === name)?.args[0];
    return word && word.text !== 'off' ? timed(timer, `transport ${kind} ${name}`, textOf(word, variables), zero) : [];
  };
  const probe = option({ timer: 'probe.idle', name: 'keepalive_interval', zero: 'default' }).map((setting): Setting => ({ ...setting, side: 'upstream' }));
  return [...transportOptions.flatMap(option), ...option({ timer: 'upstream.idle', name: 'keepalive', zero: 'none' }), ...probe];
}
