import { type Address, addressText, type Program } from '../program.ts';

export interface CaddyOptions {
  /** Lines in `servers { timeouts { … } }`. */
  readonly timeouts?: readonly string[];
  /** Lines in `transport http { … }`. */
  readonly transport?: readonly string[];
}

export function caddy(at: Address, to: Address | undefined, { timeouts = [], transport = [] }: CaddyOptions = {}): Program {
  const servers = timeouts.length === 0 ? '' : `  servers {\n    timeouts {\n${timeouts.map((line) => `      ${line}\n`).join('')}    }\n  }\n`;
  const inner = transport.length === 0 ? '' : ` {\n    transport http {\n${transport.map((line) => `      ${line}\n`).join('')}    }\n  }`;
  const handler = to ? `reverse_proxy ${addressText(to)}${inner}` : 'respond "done"';
  const text = `{\n  admin off\n  auto_https off\n${servers}}\n\nhttp://:${at.port} {\n  bind ${at.host}\n  ${handler}\n}\n`;
  return { system: 'caddy', needs: ['caddy'], files: { Caddyfile: text }, line: 'caddy run --adapter caddyfile --config Caddyfile', at, shows: `Caddy ${[...timeouts, ...transport].join(', ') || 'default'}` };
}
