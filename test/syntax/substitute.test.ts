import { describe, expect, it } from 'vitest';
import type { Place } from '../../src/model/place.ts';
import type { Text } from '../../src/model/value.ts';
import { type SubstituteOptions, substitute } from '../../src/syntax/substitute.ts';
import { visibleDefault, withDefaults } from '../../src/syntax/template.ts';

const place = (line: number): Place => ({ file: 'a', line, column: 1, endLine: line, endColumn: 2 });
const text = (value: string | undefined, line: number): Text => ({ value, expression: String(value), places: [place(line)], origin: 'configured' });
const env = new Map([['A', text('60', 7)], ['E', text('', 8)], ['U', text(undefined, 9)]]);
const put = (written: string, options: SubstituteOptions = {}) => substitute(written, place(1), (name) => env.get(name), options);

describe('substitute', () => {
  it.each([
    ['plain', 'plain'],
    ['$A', '60'],
    ['${A}s', '60s'],
    ['--t=$A-${A}', '--t=60-60'],
    ['${X:-30}', '30'],
    ['${X-30}', '30'],
    ['${E:-30}', '30'],
    ['${E-30}', ''],
    ['${E}', ''],
    ['${A:-30}', '60'],
    ['${X:-${A}}', '60'],
    ['${X:-a{b}}', 'a{b}'],
    ['${A:?needed}', '60'],
    ['${A:+on}', 'on'],
    ['$$A', '$A'],
    ['$', '$'],
    ['a$.', 'a$.'],
    ['$X', undefined],
    ['${X}', undefined],
    ['${X:?needed}', undefined],
    ['$U', undefined],
    ['${U:-5}', undefined],
  ])('%s comes to %s', (written, expected) => {
    expect(put(written).value).toBe(expected);
  });

  it('gives the place of the literal first, then the place of use', () => {
    expect(put('$A').places.map(({ line }) => line)).toEqual([7, 1]);
    expect(put('x').places.map(({ line }) => line)).toEqual([1]);
  });

  it('tells a visible default and the variable that would override it', () => {
    expect(put('${X:-30}')).toMatchObject({ origin: 'visible-default', variable: 'X', expression: '${X:-30}' });
    expect(put('${A:-30}')).toMatchObject({ origin: 'configured', variable: 'A' });
  });

  it('reads the parentheses of Kubernetes when asked', () => {
    expect(put('$(A) $A', { parentheses: true }).value).toBe('60 $A');
  });
});

describe('visible defaults', () => {
  it.each([
    ['{{ x | default(60) }}', '60', 'x'],
    ['{{- .Values.a.b | default 60 }}', '60', '.Values.a.b'],
    ['{{ default 60 .Values.x }}', '60', '.Values.x'],
    ['{{ .Values.x | default "60s" | quote }}', '60s', '.Values.x'],
    ['<%= @x || 60 %>', '60', '@x'],
    ['${X:-60}', '60', 'X'],
  ])('%s', (written, value, variable) => {
    expect(visibleDefault(written)).toEqual({ value, variable });
  });

  it.each(['{{ x }}', '{{ x | default(y) }}', '{{ default .a .b }}', '${X}', '<%= @x %>', '{{ if x }}', 'x'])('none in %s', (written) => {
    expect(visibleDefault(written)).toBeUndefined();
  });

  it('are put into the text around them', () => {
    expect(withDefaults('a{{ x | default(1) }}b{{ y | default(2) }}')).toEqual({ value: 'a1b2', variable: 'x, y' });
    expect(withDefaults('a{{ x | default(1) }}b{{ y }}')).toBeUndefined();
  });
});
