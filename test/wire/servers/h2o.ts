import { type Address, addressText, type Program } from '../program.ts';

/** `lines` at the top level. */
export function h2o(at: Address, to: Address | undefined, lines: readonly string[] = []): Program {
  const handler = to ? `proxy.reverse.url: http://${addressText(to)}/` : 'file.dir: .';
  const text = `listen:\n  host: ${at.host}\n  port: ${at.port}\nnum-threads: 1\n${lines.map((line) => `${line}\n`).join('')}hosts:\n  default:\n    paths:\n      /:\n        ${handler}\n`;
  return { system: 'h2o', needs: ['h2o'], files: { 'h2o.conf': text, 'index.html': 'done\n' }, line: 'h2o -c h2o.conf', at, shows: `h2o ${lines.join(', ') || 'default'}` };
}
