import type { Address, Program } from '../program.ts';

const program = (address: Address, lines: readonly string[]): string => `const http = require('node:http');

const sleep = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

const server = http.createServer(async (request, response) => {
  const url = new URL(request.url, 'http://wire.example');
  const number = (name) => Number(url.searchParams.get(name));
  try {
    for await (const _ of request);
  } catch {
    return;
  }
  if (url.pathname === '/trickle') {
    for (let i = 0; i < number('n'); i++) {
      response.write('x'.repeat(1000));
      await sleep(number('gap'));
    }
    return response.end();
  }
  if (url.pathname === '/slow') await sleep(number('s'));
  response.setHeader('Content-Length', 5);
  response.end('done\\n');
});
${lines.map((line) => `${line}\n`).join('')}server.listen(${address.port}, '${address.host}');
`;

/** `lines` set properties of \`server\`. */
export function node(at: Address, lines: readonly string[] = []): Program {
  return { system: 'node', needs: ['node'], files: { 'server.js': program(at, lines) }, line: 'node server.js', at, shows: `Node ${lines.join(' ').replaceAll(/server\.|;/g, '') || 'default'}` };
}
