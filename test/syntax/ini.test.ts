import { describe, expect, it } from 'vitest';
import { parseIni } from '../../src/syntax/ini.ts';
import { fileSource } from '../../src/syntax/source.ts';
import { span } from './places.ts';

const lines = (text: string, path = 'a.ini') => parseIni(fileSource(path, text)).entries.map(({ section, key, value, keyPlace, valuePlace }) => `${section}|${key}|${value}|${span(keyPlace)}|${span(valuePlace)}`);

describe('ini', () => {
  it('reads sections, repeated keys, comments and quotes', () => {
    expect(lines('\uFEFFtop = 1\r\n[uwsgi] ; main\r\nharakiri = 60 ; seconds\r\n# c\r\n; d\r\nmaster\r\nenv = A="b;c"\r\nenv="x = y" # e\r\nempty =\r\n')).toEqual([
      '|top|1|1:1-4|1:7-8',
      'uwsgi|harakiri|60|3:1-9|3:12-14',
      'uwsgi|master||6:1-7|6:7-7',
      'uwsgi|env|A="b;c"|7:1-4|7:7-14',
      'uwsgi|env|x = y|8:1-4|8:6-11',
      'uwsgi|empty||9:1-6|9:8-8',
    ]);
  });

  it('carries on after a backslash', () => {
    expect(lines('[Service]\nExecStart=/bin/a \\\n    --timeout 30\nRestart=no\n')).toEqual(['Service|ExecStart|/bin/a --timeout 30|2:1-10|2:11-3:17', 'Service|Restart|no|4:1-8|4:9-11']);
  });

  it('takes a colon in .properties only', () => {
    expect(lines('! c\na.b: 5s\nc=x:y\nd=[1]\n', 'application.properties')).toEqual(['|a.b|5s|2:1-4|2:6-8', '|c|x:y|3:1-2|3:3-6', '|d|[1]|4:1-2|4:3-6']);
    expect(lines('a: 5 = 6\n')).toEqual(['|a: 5|6|1:1-5|1:8-9']);
  });

  it('reports a section that is not closed', () => {
    expect(parseIni(fileSource('a.ini', '[x\na=1\n')).problems.map(({ place }) => span(place))).toEqual(['1:1-3']);
  });
});
