import { describe, expect, it } from 'vitest';
import { fileSource } from '../../src/syntax/source.ts';
import { parseNginx } from '../../src/syntax/nginx.ts';
import { entries, entry, get, isScalar, items, textOf, toText } from '../../src/syntax/yaml-read.ts';
import { type YamlNode, parseYaml, placeOf } from '../../src/syntax/yaml.ts';
import { cut, span } from './places.ts';

const read = (text: string, path = 'a.yaml') => parseYaml(fileSource(path, text));
const root = (text: string): YamlNode | undefined => {
  const file = read(text);
  expect(file.problems).toEqual([]);
  return file.documents[0];
};
const placed = (text: string, ...steps: readonly (string | number)[]): string => {
  const node = get(root(text), ...steps);
  return node ? `${isScalar(node) ? node.text : node.kind} ${span(placeOf(node))}` : 'missing';
};

describe('places', () => {
  it('survive a byte order mark and CRLF', () => {
    const text = '\uFEFFa:\r\n  b: 60\r\n  c: "7 s" # seconds\r\n';
    expect(placed(text, 'a', 'b')).toBe('60 2:6-8');
    expect(placed(text, 'a', 'c')).toBe('7 s 3:7-10');
  });

  it('of an alias and of merged entries are those of the anchor', () => {
    const text = 'base: &base\n  t: 60\n  u: 1\nx: *base\ny:\n  <<: *base\n  u: 2\nz:\n  !!merge <<: [{ u: 3 }, *base]\n';
    expect(placed(text, 'x', 't')).toBe('60 2:6-8');
    expect(placed(text, 'y', 't')).toBe('60 2:6-8');
    expect(placed(text, 'y', 'u')).toBe('2 7:6-7');
    expect(placed(text, 'z', 'u')).toBe('3 9:21-22');
    expect(placed(text, 'z', 't')).toBe('60 2:6-8');
    expect(entries(get(root(text), 'y')).map(({ key, merged }) => [key.text, merged])).toEqual([['u', undefined], ['t', true]]);
  });

  it('make an alias the very node of its anchor', () => {
    const document = root('a: &x { b: 1 }\nc: *x\n');
    expect(get(document, 'c')).toBe(get(document, 'a'));
  });

  it.each([
    ['literal', 'x:\n  conf: |\n    server {\n      listen 80;\n    }\n', '4:14-16'],
    ['literal with CRLF', 'x:\r\n  conf: |\r\n    server {\r\n      listen 80;\r\n    }\r\n', '4:14-16'],
    ['folded', 'conf: >-\n  server {\n  listen\n  80;\n  }\n', '4:3-5'],
    ['quoted', 'conf: "server {\\n\\tlisten 80;\\n}"\n', '1:27-29'],
    ['plain over lines', 'conf: server {\n  listen\n  80; }\n', '3:3-5'],
    ['less indented template lines', 'conf: |\n  server {\n{{- if .x }}\n    listen 80;\n{{- end }}\n  }\nb: 1\n', '4:12-14'],
  ])('reach into an embedded text: %s', (_, text, expected) => {
    const document = root(text);
    const node = get(document, 'x', 'conf') ?? get(document, 'conf');
    const file = isScalar(node) ? parseNginx(node.embedded()) : undefined;
    expect(file?.problems).toEqual([]);
    const place = file?.directives[0]?.children?.[0]?.args[0]?.place;
    expect(place && span(place)).toBe(expected);
    expect(place && cut(text, place)).toBe('80');
  });

  it('end a flow collection after its bracket', () => {
    expect(placed('a: [1, 2 ]\nb: 1\n', 'a')).toBe('list 1:4-11');
  });
});

describe('values', () => {
  it('are resolved from plain scalars only', () => {
    const list = items(root('[600, 1.5e3, true, ~, "60", 0o17, 0x1f, .5, 60s, 1.2.3, yes, -1, !!str 5, "a\\u0041"]'));
    expect(list.map((node) => isScalar(node) && node.value)).toEqual([600, 1500, true, null, '60', 15, 31, 0.5, '60s', '1.2.3', 'yes', -1, '5', 'aA']);
    expect(textOf(list[0])).toBe('600');
    expect(textOf(list[3])).toBeUndefined();
  });

  it('keep unknown tags', () => {
    const document = root('a: !Ref Timeout\nb: !reset null\nc: !override\n  - 1\nd: !vault |\n  x\ne: !!binary aGk=\n');
    expect(entries(document).map(({ value }) => value.tag)).toEqual(['!Ref', '!reset', '!override', '!vault', '!!binary']);
  });

  it('of a repeated key: the last', () => {
    expect(entries(root('a: 1\nb: 2\na: 3\n')).map(({ key, value }) => [key.text, textOf(value)])).toEqual([['b', '2'], ['a', '3']]);
  });

  it('fold and chomp block scalars like YAML', () => {
    const document = root('a: >\n  x\n  y\n\n  z\n    w\n  v\n\nb: |+\n  x\n\nc: |-\n  x\nd: |2\n    x\n');
    expect(entries(document).map(({ value }) => textOf(value))).toEqual(['x y\nz\n  w\nv\n', 'x\n\n', 'x', '  x\n']);
  });
});

describe('what js-yaml refuses and others accept', () => {
  it('reads a closing bracket at the indentation of the parent', () => {
    expect(placed('a:\n  - b: [\n    1, # one\n  ]\n    c: 2\n', 'a', 0, 'c')).toBe('2 5:8-9');
  });

  it('reads tabs as indentation', () => {
    expect(placed('a:\n\tb: 1\n\tc:\n\t\td: 2\n', 'a', 'c', 'd')).toBe('2 4:6-7');
  });

  it('reads JSON with comments and trailing commas', () => {
    expect(placed('{\n  // "a": 1\n  "a": 2, /* } */\n  "u": "http://x//y",\n}\n', 'u')).toBe('http://x//y 4:9-20');
  });
});

describe('templates', () => {
  const helm = '{{- if .Values.on }}\nspec:\n  {{- with .Values.x }}\n  t: {{ .t | default 60 }}s\n  {{- else }}\n  t: 30s\n  {{- end }}\n  more:\n    {{- toYaml .Values.more | nindent 4 }}\n  labels: {{- include "l" . | nindent 4 }}\n    own: 1\n{{- end }}\n';

  it('keep both branches, each with its condition', () => {
    const spec = get(root(helm), 'spec');
    expect(entries(spec).slice(0, 2).map(({ key, value, when }) => [key.text, isScalar(value) && value.text, when])).toEqual([
      ['t', '{{ .t | default 60 }}s', '{{- with .Values.x }}'],
      ['t', '30s', '{{- else }} of {{- with .Values.x }}'],
    ]);
    expect(root(helm)?.when).toBe('{{- if .Values.on }}');
    expect(entry(root(helm), 'spec')?.when).toBeUndefined();
  });

  it('stand for a value on the line below its key, and before further entries', () => {
    const more = get(root(helm), 'spec', 'more');
    expect(isScalar(more) && more.template).toBe('{{- toYaml .Values.more | nindent 4 }}');
    expect(placed(helm, 'spec', 'labels', 'own')).toBe('1 11:10-11');
  });

  it('come to their visible default or to nothing', () => {
    const first = entries(get(root(helm), 'spec'))[0]?.value;
    expect(first && toText(first)).toMatchObject({ value: '60s', origin: 'visible-default', variable: '.t', places: [{ line: 4, column: 6 }] });
    const bare = get(root('a: {{ .Values.t }}\n'), 'a');
    expect(bare && toText(bare).value).toBeUndefined();
    expect(textOf(bare)).toBeUndefined();
  });
});

describe('bad input', () => {
  it('costs only its own document', () => {
    const file = read('a: 1\n---\nb: [1\n---\nc: 3\n---\nd: @x\n');
    expect(file.documents.map((document) => entries(document)[0]?.key.text)).toEqual(['a', 'c']);
    expect(file.problems.map(({ place }) => place.line)).toEqual([4, 7]);
  });

  it.each([
    ['an unclosed quote', 'a: "x\nb: 1\n'],
    ['an alias without anchor', 'a: *x\n'],
    ['an alias of itself', 'a: &x\n  b: *x\n'],
    ['a null byte', 'a: \u0000\n'],
    ['deep brackets', '['.repeat(100_000)],
    ['deep dashes', '- '.repeat(100_000)],
    ['unclosed JSON comments', '{ /*'.repeat(20_000)],
    ['nested aliases', ['a: &a [1,1,1,1,1,1,1,1,1,1]', ...[...'bcdefghijk'].map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghij'[index]}`).join(',')}]`)].join('\n')],
    ['nested merges', [`a0: &a0 {${Array.from({ length: 1000 }, (_, index) => `k${index}: 1`).join(', ')}}`, ...Array.from({ length: 3000 }, (_, index) => `a${index + 1}: &a${index + 1}\n  <<: [*a${index}, *a0]`)].join('\n')],
  ])('%s is one problem', (_, text) => {
    const file = read(text);
    expect(file.documents).toEqual([]);
    expect(file.problems).toHaveLength(1);
  });

  it('nothing is no document', () => {
    expect(read('')).toEqual({ documents: [], problems: [] });
    expect(read('# a\n---\n---\n').documents).toEqual([]);
  });
});
