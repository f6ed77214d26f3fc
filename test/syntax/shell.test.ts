import { describe, expect, it } from 'vitest';
import type { Text } from '../../src/model/value.ts';
import { expandWord, parseShell, splitWords } from '../../src/syntax/shell.ts';
import { fileSource } from '../../src/syntax/source.ts';
import { span } from './places.ts';

const read = (text: string) => parseShell(fileSource('run.sh', text)).commands;
const brief = (text: string) =>
  read(text).map(({ words, exec, conditional }) => [exec ? 'exec ' : '', conditional ? '? ' : '', words.map((word) => word.text).join(' ')].join(''));

describe('shell', () => {
  it('reads commands in order', () => {
    expect(brief('#!/bin/sh\nset -e # x\ncd /a && exec b "c d" \\\n  --e > /dev/null 2>&1\nf | g; h &\n')).toEqual(['set -e', 'cd /a', 'exec b c d --e', 'f', 'g', 'h']);
  });

  it.each([
    ['if', 'if [ -n "$A" ]; then\n  a\nelif b; then c; else d; fi\ne', ['? [ -n $A ]', '? a', '? b', '? c', '? d', 'e']],
    ['case', 'case "$1" in\n  web|api) a;;\n  (x) b ;;\n  *)\n    c\nesac\ne', ['? a', '? b', '? c', 'e']],
    ['case on one line', 'case $1 in a) b;; c|d) e;; esac; f', ['? b', '? e', 'f']],
    ['loops', 'for i in 1 2; do a; done\nwhile b; do c; done; d', ['? a', '? b', '? c', 'd']],
    ['functions', 'main() {\n  a\n}\nfunction g { b; }\n{ c; }\n(d)', ['? a', '? b', 'c', 'd']],
    ['or and tested and', 'a || b\n[ -f x ] && c\nd && e', ['a', '? b', '[ -f x ]', '? c', 'd', 'e']],
    ['here-documents', 'cat <<EOF > x\na b\nEOF\ncat <<-"E"\n\tc\n\tE\nd', ['cat', 'cat', 'd']],
  ])('flattens %s', (_, text, expected) => {
    expect(brief(text)).toEqual(expected);
  });

  it('knows the bodies of functions', () => {
    const text = 'f() { a; }\nfunction g {\n  { b; }\n  inner() {\n    c\n  }\n}\n# h() {\ncat <<E\ni() {\n}\nE\n';
    expect(parseShell(fileSource('run.sh', text)).functions.map(({ name, start, end }) => `${name}: ${text.slice(start, end).trim()}`)).toEqual(['f: a;', 'inner: c', 'g: { b; }\n  inner() {\n    c\n  }']);
  });

  it('reads assignments', () => {
    const found = read('A=1 B="c d" run\nT=${T:-60}\n: ${W:=60} "${V:=7}"\nexport P=$Q R\n').flatMap(({ assignments }) => assignments);
    expect(found.map(({ name, value, exported, fallback }) => [name, value.text, span(value.place), exported ?? fallback])).toEqual([
      ['A', '1', '1:3-4', undefined],
      ['B', 'c d', '1:8-11', undefined],
      ['T', '${T:-60}', '2:3-11', undefined],
      ['W', '60', '3:8-10', true],
      ['V', '7', '3:18-19', true],
      ['P', '$Q', '4:10-12', true],
    ]);
  });

  it('puts variables in where the shell does', () => {
    const known: Text = { value: '60', expression: '60', places: [{ file: 'env', line: 1, column: 1, endLine: 1, endColumn: 3 }], origin: 'configured' };
    const values = read(`x $T "\${T}s" '$T' \\$T a"$T"'$T' \${U:-5} $(nproc) "$(nproc)" \`x\``)[0]?.words.slice(1).map((word) => expandWord(word, (name) => (name === 'T' ? known : undefined)).value);
    expect(values).toEqual(['60', '60s', '$T', '$T', 'a60$T', '5', undefined, undefined, undefined]);
  });

  it('splits command strings without operators', () => {
    const text = `gunicorn  -t "30" a;b 'x  y'`;
    expect(splitWords(text, fileSource('a', text)).map((word) => `${word.text} ${span(word.place)}`)).toEqual(['gunicorn 1:1-9', '-t 1:11-13', '30 1:15-17', 'a;b 1:19-22', 'x  y 1:24-28']);
  });

  it('knows no conditions where they stand too deep', () => {
    const found = read(`[ -f a ] && x\n${'if a; then\n'.repeat(20_000)}exec b\n`);
    expect([found.length, found[1]?.guards?.length, found.at(-1)?.conditional, found.at(-1)?.guards]).toEqual([20_003, 1, true, undefined]);
    expect(read(`if a; then\n  b\n${'elif a; then\n  b\n'.repeat(20_000)}fi\n`).at(-1)).toMatchObject({ conditional: true });
  });

  it.each(['{ a;\n', '$(', '${', "'", '"', 'if ', '{ ', '<<a ', '"a$(', 'case x in ', '`', '"\\', '}', ';;', '(', ')'])('survives many %s', (piece) => {
    expect(parseShell(fileSource('a', piece.repeat(20_001))).problems).toEqual([]);
  });
});
