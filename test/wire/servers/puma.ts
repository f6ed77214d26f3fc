import { type Address, addressText, type Program } from '../program.ts';

const rack = `run lambda { |env| [200, { 'Content-Type' => 'text/plain', 'Content-Length' => '5' }, ["done\\n"]] }\n`;

/** `lines` of config/puma.rb. */
export function puma(at: Address, lines: readonly string[] = []): Program {
  const text = `bind 'tcp://${addressText(at)}'\nthreads 1, 8\n${lines.map((line) => `${line}\n`).join('')}`;
  return { system: 'puma', needs: ['puma'], files: { 'config/puma.rb': text, 'config.ru': rack }, line: 'puma -C config/puma.rb config.ru', at, shows: `Puma ${lines.join(', ') || 'default'}` };
}
