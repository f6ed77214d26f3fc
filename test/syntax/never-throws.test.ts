import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../../src/model/place.ts';
import { parseDockerfile } from '../../src/syntax/dockerfile.ts';
import { parseIni } from '../../src/syntax/ini.ts';
import { type Directive, parseNginx } from '../../src/syntax/nginx.ts';
import { parseShell } from '../../src/syntax/shell.ts';
import { type Source, fileSource } from '../../src/syntax/source.ts';
import { mask } from '../../src/syntax/template.ts';
import { type YamlNode, parseYaml, placeOf } from '../../src/syntax/yaml.ts';

const piecesOf = (...pieces: readonly string[]) => fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: fc.string({ maxLength: 3 }) }), { maxLength: 40 }).map((parts) => parts.join(''));
const tags = ['{{ x }}', '{{- if y }}', '{{ else }}', '{{ end }}', '{% if a %}', '{% endif %}', '<%= z %>', '{{', '}}', '${A:-1}', '$B'];

const inside = (text: string, { line, column, endLine, endColumn }: Place): boolean => {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  return line >= 1 && column >= 1 && endLine >= line && endLine <= lines.length && column <= (lines[line - 1]?.length ?? 0) + 2 && endColumn <= (lines[endLine - 1]?.length ?? 0) + 2;
};

const ofNode = (node: YamlNode): readonly Place[] =>
  node.kind === 'scalar'
    ? [placeOf(node), node.embedded().place(0, node.text.length)]
    : [placeOf(node), ...(node.kind === 'map' ? node.entries.flatMap(({ key, value }) => [placeOf(key), ...ofNode(value)]) : node.items.flatMap(ofNode))];
const ofDirective = ({ place, args, children }: Directive): readonly Place[] => [place, ...args.map((arg) => arg.place), ...(children ?? []).flatMap(ofDirective)];

const kinds: readonly (readonly [string, fc.Arbitrary<string>, (source: Source) => readonly Place[]])[] = [
  ['yaml', piecesOf('a: ', 'b:', '- ', '\n', '\n  ', '    ', '\r\n', '"', "'", '|\n', '>-\n', '[', ']', '{', '}', ',', '# c', '---\n', '&x ', '*x', '!t ', '<<: ', '\t', '? ', '\\n', ...tags), (source) => {
    const { documents, problems } = parseYaml(source);
    return [...documents.flatMap(ofNode), ...problems.map(({ place }) => place)];
  }],
  ['nginx', piecesOf('listen', ' ', '80', ';', '{', '}', '\n', '\r\n', '"', "'", '\\', '#', 'x_by_lua_block {', '--[[', ']]', '$', '${', ...tags), (source) => {
    const { directives, problems } = parseNginx(source);
    return [...directives.flatMap(ofDirective), ...problems.map(({ place }) => place)];
  }],
  ['ini', piecesOf('a', '=', ' ', '[', ']', '\n', '\r\n', ';', '#', '"', '\\', ':'), (source) => {
    const { entries, problems } = parseIni(source);
    return [...entries.flatMap(({ keyPlace, valuePlace }) => [keyPlace, valuePlace]), ...problems.map(({ place }) => place)];
  }],
  ['shell', piecesOf('a', '=', ' ', '\n', '"', "'", '\\', '$(', ')', '(', '{ ', '}', 'if ', 'fi ', 'case x in ', 'esac', ';;', '|', '&&', '<<E', '>', '`', ...tags), (source) =>
    parseShell(source).commands.flatMap(({ place, words, assignments }) => [place, ...words.map((word) => word.place), ...assignments.flatMap((each) => [each.place, each.value.place])])],
  ['dockerfile', piecesOf('FROM x', ' AS y', '\n', '\r\n', 'CMD ', '["a", ', '"b"]', 'ENV a=b ', 'ARG c', '\\\n', '# d', '--from=e ', 'HEALTHCHECK ', '"', 'RUN <<E\n', ...tags), (source) =>
    parseDockerfile(source).stages.flatMap(({ image, instructions }) => [image.place, ...instructions.flatMap(({ place, words, variables }) => [place, ...words.map((word) => word.place), ...variables.map((each) => each.place)])])],
];

describe('any text', () => {
  it.each(kinds)('as %s is read without an exception, with places inside the text', (_, texts, places) => {
    fc.assert(fc.property(texts, (text) => {
      for (const place of places(fileSource('a', text))) expect(inside(text, place), JSON.stringify(place)).toBe(true);
    }), { numRuns: 1500 });
  });

  it('keeps its length when masked', () => {
    fc.assert(fc.property(piecesOf('a: ', '\n', ' ', '"', ...tags), fc.constantFrom('yaml' as const, 'nginx' as const, 'plain' as const), (text, kind) => {
      expect(mask(text, kind).text).toHaveLength(text.length);
    }));
  });
});
