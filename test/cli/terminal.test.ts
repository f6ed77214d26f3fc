import { expect, test } from 'vitest';
import { showsUnicode, wantsColour } from '../../src/cli/terminal.ts';
import { screen } from './world.ts';

test.each([
  [{ isTerminal: true }, {}, undefined, true],
  [{ isTerminal: false }, {}, undefined, false],
  [{ isTerminal: true }, { TERM: 'dumb' }, undefined, false],
  [{ isTerminal: true }, { NO_COLOR: '1' }, undefined, false],
  [{ isTerminal: true }, { NO_COLOR: '' }, undefined, true],
  [{ isTerminal: false }, { FORCE_COLOR: '1' }, undefined, true],
  [{ isTerminal: true }, { FORCE_COLOR: '0' }, undefined, false],
  [{ isTerminal: true }, { NO_COLOR: '1' }, true, true],
  [{ isTerminal: true }, { FORCE_COLOR: '1' }, false, false],
])('%j %j with flag %j: colours %j', (rest, env, flag, expected) => expect(wantsColour(screen('/', { ...rest, env }), flag)).toBe(expected));

test.each([
  [{ LANG: 'en_US.UTF-8' }, true, true],
  [{ LANG: 'C' }, true, false],
  [{ LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }, true, false],
  [{}, false, true],
  [{ TERM: 'linux' }, true, false],
])('%j: Unicode %j', (env, isTerminal, expected) => expect(showsUnicode(screen('/', { env, isTerminal }))).toBe(expected));
