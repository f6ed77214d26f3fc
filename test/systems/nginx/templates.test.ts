import { describe, expect, it } from 'vitest';
import { environmentVariable, visibleDefault } from '../../../src/syntax/template.ts';

describe('defaults that template tags show', () => {
  it.each([
    ['{{ default .Env.X "60" }}', '60', 'X'],
    ['{{ .Env.X | default "60" }}', '60', 'X'],
    ['{{ or .Env.X "60" }}', '60', 'X'],
    ['{{ getenv "X" "60" }}', '60', 'X'],
    ['{{ env.Getenv "X" "60s" }}', '60s', 'X'],
    ['{{ keyOrDefault "web/timeout" "60" }}', '60', 'web/timeout'],
    ["{{ lookup('env', 'X') | default('60', true) }}", '60', 'X'],
    ["<%= ENV['X'] || 60 %>", '60', 'X'],
    ["<%= ENV.fetch('X', 60) %>", '60', 'X'],
    ['<%= ENV.fetch("X") { 60 } %>', '60', 'X'],
  ])('%s', (tag, value, variable) => expect(visibleDefault(tag)).toEqual({ value, variable }));

  it.each(['{{ .Env.X }}', '{{ getenv "X" }}', '{{ default .Env.X .Env.Y }}', '{{ include "x" . }}', "<%= ENV['X'] %>"])('%s shows none', (tag) => expect(visibleDefault(tag)).toBeUndefined());

  it.each([['{{ .Env.X }}', 'X'], ['{{ getenv "X" }}', 'X'], ["<%= ENV['X'] %>", 'X'], ['{{KEEP_ALIVE}}', 'KEEP_ALIVE'], ['{{ x }}', undefined], ['{{ .Values.X }}', undefined]])('%s stands for %s', (tag, name) => expect(environmentVariable(tag)).toBe(name));
});
