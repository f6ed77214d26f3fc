import { type Address, addressText, type Program } from '../program.ts';

/** Answers at once; `/slow?s=` after a while; `/trickle?n=&gap=` in chunks of 1000 bytes, each followed by a pause. */
const rack = `require 'cgi'

trickle = lambda do |count, gap|
  Enumerator.new do |body|
    count.times do
      body << 'x' * 1000
      sleep gap
    end
  end
end

run lambda { |env|
  query = CGI.parse(env['QUERY_STRING']).transform_values { |values| values.first.to_f }
  env['rack.input'].read
  case env['PATH_INFO']
  when '/trickle'
    [200, { 'Content-Type' => 'application/octet-stream' }, trickle.call(query['n'].to_i, query['gap'])]
  else
    sleep query['s'] if env['PATH_INFO'] == '/slow'
    [200, { 'Content-Type' => 'text/plain', 'Content-Length' => '5' }, ["done\\n"]]
  end
}
`;

/** `lines` of config/puma.rb. */
export function puma(at: Address, lines: readonly string[] = []): Program {
  const text = `bind 'tcp://${addressText(at)}'\nthreads 1, 8\n${lines.map((line) => `${line}\n`).join('')}`;
  return { system: 'puma', needs: ['puma'], files: { 'config/puma.rb': text, 'config.ru': rack }, line: 'puma -C config/puma.rb config.ru', at, shows: `Puma ${lines.join(', ') || 'default'}` };
}
