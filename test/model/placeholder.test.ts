import { describe, expect, it } from 'vitest';
import { isPlaceholder } from '../../src/model/placeholder.ts';

describe('placeholders', () => {
  it.each(['%READ_TIMEOUT%', '%READ_TIMEOUT%s', '@@timeout@@', '__TIMEOUT__', '<timeout>', '#{timeout}#', '$(TIMEOUT)', '${TIMEOUT:-30}s', '[[timeout]]', 'TIMEOUT', '"READ_TIMEOUT"'])('%j is one', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each(['60', '60s', '1M', '5sec', 'off', 'half a minute', '60 seconds', '-1', '', '$', '__', 'NaN'])('%j is none', (text) => {
    expect(isPlaceholder(text)).toBe(false);
  });

  it('takes no time on a hostile text', () => {
    expect(isPlaceholder(`<${'-'.repeat(5000)}`)).toBe(false);
  });
});
