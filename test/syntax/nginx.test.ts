import { describe, expect, it } from 'vitest';
import { type Directive, parseNginx } from '../../src/syntax/nginx.ts';
import { fileSource } from '../../src/syntax/source.ts';
import { span } from './places.ts';

const read = (text: string) => parseNginx(fileSource('nginx.conf', text));

function outline(directives: readonly Directive[]): readonly string[] {
  return directives.flatMap(({ name, args, children }) => [[name, ...args.map(({ text }) => text)].join(' ') + (children ? ' {' : ''), ...outline(children ?? []).map((line) => `  ${line}`)]);
}

const clean = (text: string): readonly string[] => {
  const file = read(text);
  expect(file.problems).toEqual([]);
  return outline(file.directives);
};

describe('nginx', () => {
  it('places names and arguments, with byte order mark and CRLF', () => {
    const [server] = read('\uFEFFserver {\r\n  proxy_read_timeout 60s; # "x\r\n  log_format a \'b c\'\r\n    "d";\r\n}\r\n').directives;
    const [timeout, format] = server?.children ?? [];
    expect(timeout && [timeout.place, ...timeout.args.map(({ place }) => place)].map(span)).toEqual(['2:3-25', '2:22-25']);
    expect(format?.args.map(({ text, place }) => [text, span(place)])).toEqual([['a', '3:14-15'], ['b c', '3:17-20'], ['d', '4:6-7']]);
    expect(format && span(format.place)).toBe('3:3-4:8');
  });

  it.each([
    ['a fragment', 'proxy_read_timeout 60;', ['proxy_read_timeout 60']],
    ['a server', 'server { listen 80; }', ['server {', '  listen 80']],
    ['a condition', 'if ($request_method = "OPTIONS") { return 204; }', ['if ($request_method = OPTIONS ) {', '  return 204']],
    ['a map', 'map $u $v { default 0; "~^a;b" 1; volatile; }', ['map $u $v {', '  default 0', '  ~^a;b 1', '  volatile']],
    ['a counted regex', 'location ~ "^/a{2,3}\\.php$" { }', ['location ~ ^/a{2,3}\\.php$ {']],
    ['a variable in braces', 'set $a ${b}c;d "x${y}";', ['set $a ${b}c', 'd x${y}']],
    ['a quote inside a word', "add_header X it's; add_header Y isn't;", ["add_header X it's", "add_header Y isn't"]],
    ['comments between arguments', 'listen # it\'s {\n  80 # ;\n  ssl;\n# }', ['listen 80 ssl']],
    ['escapes', 'a "b\\"c" d\\;e \\.f;', ['a b"c d\\;e \\.f']],
    ['a Lua block', 'server {\n content_by_lua_block { -- it\'s }\n  ngx.say("}") --[[ } ]]\n  local a = [==[ } ]==] if x then y{} end\n }\n listen 80;\n}', ['server {', '  content_by_lua_block {', '  listen 80']],
    ['nothing', ' \n\t', []],
  ])('reads %s', (_, text, expected) => {
    expect(clean(text)).toEqual(expected);
  });

  it('keeps templates out of the way and tells what stood there', () => {
    const file = read('{% if ws %}\nserver {\n{% endif %}\n  keepalive_timeout {{ t | default(65) }}s;\n  {% for x in y %}\n  {{ x }}\n  {% endfor %}\n  listen $PORT;\n  a ${TIMEOUT} $host;\n  {% if q %}b 1;{% else %}b 2;{% endif %}\n  c <%= @t || 60 %>;\n}\n');
    expect(file.problems).toEqual([]);
    const children = file.directives[0]?.children ?? [];
    expect(children.map(({ name, args, when }) => [name, args.map(({ text, template }) => template ?? text).join(' '), when])).toEqual([
      ['keepalive_timeout', '{{ t | default(65) }}', undefined],
      ['listen', '$PORT', undefined],
      ['a', '${TIMEOUT} $host', undefined],
      ['b', '1', '{% if q %}'],
      ['b', '2', '{% else %} of {% if q %}'],
      ['c', '<%= @t || 60 %>', undefined],
    ]);
    expect(children[1]?.args[0]?.template).toBe('$PORT');
    expect(children[2]?.args[1]?.template).toBeUndefined();
    expect(children[0]?.args[0]?.text).toBe('{{ t | default(65) }}s');
  });

  it('reads the first branch when the branches do not fit together', () => {
    expect(clean('{% if a %}\nlocation / {\n{% else %}\nlocation /b {\n{% endif %}\n  x 1;\n}\n')).toEqual(['location / {', '  x 1']);
  });

  it.each([
    ['an unfinished directive', 'a 1;\nlisten 80\n', ['2:1-10 directive "listen" is not terminated by ";"'], ['a 1', 'listen 80']],
    ['an unfinished directive in a block', 'server {\n  listen 80\n}\nb 2;', ['2:3-12 directive "listen" is not terminated by ";"'], ['server {', '  listen 80', 'b 2']],
    ['a brace right after a quote', 'a {b "1"}c 2;', ['1:4-9 directive "b" is not terminated by ";"'], ['a {', '  b 1', 'c 2']],
    ['an unclosed block', 'http {\n  server {\n    listen 80;\n  }\n', ['1:1-5 block "http" is not closed by "}"'], ['http {', '  server {', '    listen 80']],
    ['a surplus brace', 'a 1;\n}\nb 2;', ['2:1-2 unexpected "}": no block is open'], ['a 1', 'b 2']],
    ['an unclosed quote', 'a "b;\nc 2;', ['1:3-4 this quote is not closed'], ['a "b', 'c 2']],
    ['a surplus semicolon', 'a 1;;', ['1:5-6 unexpected ";"'], ['a 1']],
    ['an unclosed Lua block', 'access_by_lua_block { x(', ['1:21-22 this Lua block is not closed', '1:1-20 block "access_by_lua_block" is not closed by "}"'], ['access_by_lua_block {']],
  ])('reports %s and reads the rest', (_, text, problems, expected) => {
    const file = read(text);
    expect(file.problems.map(({ place, message }) => `${span(place)} ${message}`)).toEqual(problems);
    expect(outline(file.directives)).toEqual(expected);
  });

  it.each([
    ['deep nesting', 'a{'.repeat(100_000)],
    ['braces alone', '{'.repeat(100_000)],
    ['a line of 50 MB', 'x'.repeat(50_000_000)],
    ['a long word', 'x'.repeat(1_900_000)],
    ['very many directives', 'a;'.repeat(700_000)],
    ['very many open quotes', `${'"\''.repeat(50_000)}"`],
    ['very many comments', `${'\n#'.repeat(500_000)}\n}`],
    ['very many open tags', '{{ "'.repeat(50_000)],
  ])('ends with a problem on %s', (_, text) => {
    expect(read(text).problems.length).toBeGreaterThan(0);
  });
});
