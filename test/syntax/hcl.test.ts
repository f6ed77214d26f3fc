import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBicep } from '../../src/syntax/bicep.ts';
import { type HclExpression, parseHcl } from '../../src/syntax/hcl.ts';
import { fileSource } from '../../src/syntax/source.ts';
import { cut } from './places.ts';

const read = (text: string) => parseHcl(fileSource('main.tf', text));

/** An expression as a line, e.g. `(+ 1 var.x)`. */
function shown(expression: HclExpression): string {
  switch (expression.kind) {
    case 'literal': return JSON.stringify(expression.value);
    case 'template': return `\`${expression.parts.map((part) => (typeof part === 'string' ? part : `<${shown(part)}>`)).join('')}\``;
    case 'name': return expression.name;
    case 'member': return `${shown(expression.of)}.${typeof expression.step === 'string' ? expression.step : `[${shown(expression.step)}]`}`;
    case 'list': return `[${expression.items.map(shown).join(' ')}]`;
    case 'object': return `{${expression.entries.map(({ key, value }) => `${shown(key)}: ${shown(value)}`).join(' ')}}`;
    case 'call': return `${expression.name}(${expression.args.map(shown).join(' ')})`;
    case 'operation': return `(${expression.operator} ${expression.operands.map(shown).join(' ')})`;
    case 'conditional': return `(? ${shown(expression.condition)} ${shown(expression.yes)} ${shown(expression.no)})`;
    case 'other': return 'other';
  }
}

const value = (text: string): string => {
  const [attribute] = read(`x = ${text}\nafter = 1\n`).body.attributes;
  return attribute ? shown(attribute.value) : '';
};

describe('hcl', () => {
  it('reads blocks with labels, and attributes beside comments', () => {
    const { body, problems } = read('# a\nresource "aws_lb" "main" { // b\n  idle_timeout = 60 /* c\n d */\n  access_logs {\n    enabled = true\n  }\n  tags { a = 1 }\n}\nlocals {}\n');
    expect(problems).toEqual([]);
    expect(body.blocks.map(({ type, labels }) => [type, ...labels])).toEqual([['resource', 'aws_lb', 'main'], ['locals']]);
    expect(body.blocks[0]?.body.attributes.map(({ name }) => name)).toEqual(['idle_timeout']);
    expect(body.blocks[0]?.body.blocks.map(({ type }) => type)).toEqual(['access_logs', 'tags']);
  });

  it.each([
    ['"a${var.x}b"', '`a<var.x>b`'],
    ['"a$${x} \\"q\\""', '"a${x} \\"q\\""'],
    ['"${join(",", ["a", "}"])}!"', '`<join("," ["a" "}"])>!`'],
    ['aws_lb.this["k"].arn', 'aws_lb.this.["k"].arn'],
    ['aws_lb.this[*].arn', 'aws_lb.this.*.arn'],
    ['5 * 60 + 1', '(+ (* 5 60) 1)'],
    ['a == "b" && !c ? 1 : -2', '(? (&& (== a "b") (! c)) 1 (- 2))'],
    ['jsonencode([\n  { name = "a", "b" : 2 },\n  3, # c\n])', 'jsonencode([{name: "a" "b": 2} 3])'],
    ['[for s in var.l : s if s != "]"]', 'other'],
    ['{ for k, v in m : k => v }', 'other'],
    ['merge(a, {\n x = 1\n y = 2\n}).x', 'merge(a {x: 1 y: 2}).x'],
    ['f(a...)', 'f(a)'],
    ['<<-EOT\n    {"a": "${b}"}\n  EOT', '`    {"a": "<b>"}\n`'],
  ])('reads %s', (text, wanted) => {
    expect(value(text)).toBe(wanted);
    expect(read(`x = ${text}\nafter = 1\n`).body.attributes.map(({ name }) => name)).toEqual(['x', 'after']);
  });

  it('places a string without its quotes, with CRLF and a byte order mark', () => {
    const text = '\uFEFFa {\r\n  b = "c-d"\r\n}\r\n';
    const attribute = read(text).body.blocks[0]?.body.attributes[0];
    expect(attribute && cut(text, attribute.value.source.place(attribute.value.start, attribute.value.end))).toBe('c-d');
  });

  it('goes on after a line that it cannot read', () => {
    const { body, problems } = read('= 1\na = 2\nresource "x {\n}\nb = 3\n');
    expect(problems.length).toBeGreaterThan(0);
    expect(body.attributes.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('never throws, and ends', () => {
    const pieces = ['a', ' ', '\n', '=', '{', '}', '[', ']', '(', ')', '"', "'", '${', '%{', '<<E\n', 'E\n', '.', ',', '?', ':', '!', '-', '1', '/*', '*/', '#', 'for x in ', 'resource ', '\\', '@'];
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
      const source = fileSource('x', parts.join(''));
      parseHcl(source);
      parseBicep(source);
    }), { numRuns: 2000 });
    expect(read('a = ' + '['.repeat(20_000)).body.attributes).toHaveLength(1);
    expect(read('a {'.repeat(20_000)).problems.length).toBeGreaterThan(0);
    expect(read(`a = ${'"${'.repeat(20_000)}`).body.attributes).toHaveLength(1);
  });
});

describe('bicep', () => {
  it('reads resources, conditional ones, loops, modules and parameters', () => {
    const text = `targetScope = 'resourceGroup'
@description('it''s')
@allowed([ 1, 2 ])
param name string = 'web'
param id string
var n = 3
resource site 'Microsoft.Web/sites@2022-09-01' = if (n > 2) {
  name: '\${name}-app'
  properties: {
    siteConfig: { appCommandLine: '''a 'b' c''' }
    list: [
      'x'
      'y'
    ]
  }
}
resource old 'Microsoft.Web/serverfarms@2022-09-01' existing = {
  name: 'plan'
}
resource many 'T@1' = [for i in range(0, 2): {
  name: 'm\${i}'
}]
module m './m.bicep' = { params: { a: name } }
output u string = site.properties.host
`;
    const found = parseBicep(fileSource('main.bicep', text));
    expect(found.map(({ kind, name, type, isExisting }) => `${kind} ${name} ${type}${isExisting ? ' existing' : ''}`)).toEqual([
      'param name string', 'param id string', 'var n ', 'resource site Microsoft.Web/sites', 'resource old Microsoft.Web/serverfarms existing', 'resource many T', 'module m ./m.bicep', 'output u string',
    ]);
    expect(found[3]?.value && shown(found[3].value)).toBe('{name: `<name>-app` properties: {siteConfig: {appCommandLine: "a \'b\' c"} list: ["x" "y"]}}');
    expect(found[5]?.value && shown(found[5].value)).toBe('{name: `m<i>`}');
  });
});
