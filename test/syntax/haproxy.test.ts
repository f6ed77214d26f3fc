import { describe, expect, it } from 'vitest';
import { parseHaproxy } from '../../src/syntax/haproxy.ts';
import { fileSource } from '../../src/syntax/source.ts';
import { at } from '../systems/scene.ts';

const read = (text: string) => parseHaproxy(fileSource('haproxy.cfg', text));
const words = (text: string) => read(text).sections[0]?.lines.map((line) => line.words.map((word) => word.text)) ?? [];

describe('haproxy.cfg', () => {
  it('has sections, names and comments', () => {
    const { sections } = read('# top\nglobal\n  maxconn 1 # note\n\nfrontend web from base\n\tbind :80\n');
    expect(sections.map(({ kind, name }) => [kind, name])).toEqual([['global', undefined], ['frontend', 'web']]);
    expect(sections[0]?.lines[0]?.words.map(({ text }) => text)).toEqual(['maxconn', '1']);
  });

  it('takes quotes and escapes away and keeps the places of what stands there', () => {
    const text = 'backend a\r\n  server "my app" \'10.0.0.1#x\':80 a\\ b "${PORT}"\r\n';
    const [line] = read(text).sections[0]?.lines ?? [];
    expect(line?.words.map((word) => word.text)).toEqual(['server', 'my app', '10.0.0.1#x:80', 'a b', '${PORT}']);
    expect(line?.words.map((word) => word.expands)).toEqual([false, false, false, false, true]);
    expect(at(text, line?.words[2]?.place ?? expect.fail())).toBe("'10.0.0.1#x':80");
  });

  it('leaves a backslash alone before anything that needs none', () => {
    const [line] = read('backend a\n  http-request replace-path ^/a\\.b/(\\d+)\\ x\\#(.*) "/\\2\\$\\"" \'\\1\'\n').sections[0]?.lines ?? [];
    expect(line?.words.slice(2).map(({ text }) => text)).toEqual(['^/a\\.b/(\\d+) x#(.*)', '/\\2$"', '\\1']);
  });

  it('keeps template syntax within its word and says under which condition a line stands', () => {
    const { sections } = read("defaults\n  timeout server {{ x | default('50s') }}\n{% if slow %}\n  timeout client 5m\n{% endif %}\n  timeout connect 5s\n");
    expect(sections[0]?.lines.map(({ words: [, , value], when }) => [value?.text, value?.template, when])).toEqual([
      ["{{ x | default('50s') }}", true, undefined], ['5m', undefined, expect.stringContaining('slow')], ['5s', undefined, undefined],
    ]);
  });

  it('ends an open quote with its line', () => {
    expect(words('backend a\n  server "x y\n  balance leastconn\n')).toEqual([['server', 'x y'], ['balance', 'leastconn']]);
  });
});
