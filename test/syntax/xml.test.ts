import { expect, it } from 'vitest';
import { fileSource } from '../../src/syntax/source.ts';
import { attribute, elements, parseXml } from '../../src/syntax/xml.ts';

const parse = (text: string) => parseXml(fileSource('a.xml', text));

it('keeps elements, attributes, texts and their places', () => {
  const { roots, problems } = parse('<?xml version="1.0"?>\n<!DOCTYPE a [ <!ENTITY x "<b>"> ]>\n<!-- <b c="1"/> -->\n<a>\n  <b c = "1&amp;2" d=\'x > y\'> t &#65; </b><b/>\n</a>');
  expect(problems).toEqual([]);
  const [first, second] = elements(roots, 'b');
  expect(first).toMatchObject({ text: 't A', place: { line: 5, column: 3 }, textPlace: { line: 5, column: 31 } });
  expect(first && attribute(first, 'c')).toMatchObject({ value: '1&2', place: { column: 6 }, valuePlace: { line: 5, column: 11, endColumn: 18 } });
  expect(first && attribute(first, 'd')?.value).toBe('x > y');
  expect(second?.attributes).toEqual([]);
});

it('reads on through templates and sections', () => {
  const { roots } = parse('<a><% if x %><b c="<%= y %>"/><% end %><![CDATA[<b/>]]></a>');
  expect(elements(roots, 'b').map((element) => attribute(element, 'c')?.value)).toEqual(['<%= y %>']);
});

it.each([['<a', 'tag without ">"'], ['<a b="', 'tag without ">"'], ['</a>', 'nothing to close with </a>'], ['<!-- ', 'tag without ">"']])('says what is wrong with %j', (text, message) => {
  expect(parse(text).problems.map((problem) => problem.message)).toEqual([message]);
});

it('closes what is left open', () => {
  expect(elements(parse('<a><b><c d="1"></b>').roots, 'c')).toHaveLength(1);
});

it('survives hostile files', () => {
  expect(parse('<a>'.repeat(20_000)).roots).toHaveLength(1);
  expect(parse('<'.repeat(100_000)).problems).toHaveLength(1);
  expect(parse(`<a ${'b'.repeat(200_000)}>`).roots[0]?.attributes).toEqual([]);
  expect(parse('<a/>'.repeat(60_000)).problems.map(({ message }) => message)).toEqual(['too many elements']);
});
