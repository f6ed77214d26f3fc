import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../src/syntax/dockerfile.ts';
import { parseShell } from '../../src/syntax/shell.ts';
import { fileSource } from '../../src/syntax/source.ts';
import { span } from './places.ts';

const read = (text: string) => parseDockerfile(fileSource('Dockerfile', text));

describe('dockerfile', () => {
  const file = read('ARG V=3.12\r\nFROM python:${V} AS build\r\nENV A=1 B="x y"\r\nARG T\r\nCOPY --from=base /x /y\r\nHEALTHCHECK --interval=30s CMD ["a", "b"]\r\nCMD ["gunicorn", "-t", "30"]\r\nFROM build\r\nCMD exec gunicorn \\\r\n  # note\r\n  -t ${T:-30}\r\n');
  const [build, last] = file.stages;
  const find = (keyword: string) => build?.instructions.find((each) => each.keyword === keyword);

  it('reads stages', () => {
    expect(file.stages.map(({ image, name }) => [image.text, name, span(image.place)])).toEqual([['python:${V}', 'build', '2:6-17'], ['build', undefined, '8:6-11']]);
    expect(file.globals.map(({ name, value, place }) => [name, value, span(place)])).toEqual([['V', '3.12', '1:7-11']]);
  });

  it('reads variables and flags', () => {
    expect(find('ENV')?.variables.map(({ name, value, place }) => [name, value, span(place)])).toEqual([['A', '1', '3:7-8'], ['B', 'x y', '3:12-15']]);
    expect(find('ARG')?.variables.map(({ value }) => value)).toEqual([undefined]);
    expect(find('COPY')?.flags.map(({ name, value }) => [name, value])).toEqual([['from', 'base']]);
    expect(find('COPY')?.words.map(({ text }) => text)).toEqual(['/x', '/y']);
  });

  it('tells exec form from shell form', () => {
    expect(find('CMD')?.words.map(({ text, place }) => `${text} ${span(place)}`)).toEqual(['gunicorn 7:7-15', '-t 7:19-21', '30 7:25-27']);
    expect(find('CMD')?.shell).toBeUndefined();
    expect(find('HEALTHCHECK')?.words.map(({ text, place }) => `${text} ${span(place)}`)).toEqual(['a 6:34-35', 'b 6:39-40']);
    const shell = last?.instructions[0]?.shell;
    const [command] = shell ? parseShell(shell).commands : [];
    expect(command?.words.map(({ text, place }) => `${text} ${span(place)}`)).toEqual(['gunicorn 9:10-18', '-t 11:3-5', '${T:-30} 11:6-14']);
  });

  it.each(['', 'FROM', 'CMD', 'CMD ["a"', '{{ x }}', 'FROM x\nRUN <<EOF\na', 'x'.repeat(600_000)])('survives bad input', (text) => {
    expect(read(text).problems.length).toBe(text.length > 500_000 ? 1 : 0);
  });
});
