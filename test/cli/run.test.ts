import { describe, expect, test } from 'vitest';
import { explain } from '../../src/cli/explain.ts';
import { program } from '../../src/cli/program.ts';
import { run } from '../../src/cli/run.ts';
import { folder, screen } from './world.ts';

async function type(...argv: readonly string[]) {
  const shown = screen(folder({}));
  return { code: await run(argv, shown), out: shown.printed(), err: shown.complained() };
}

describe('the command line', () => {
  test('help teaches', async () => {
    const { code, out } = await type('--help');
    expect(code).toBe(0);
    for (const part of ['Examples:', 'Exit codes:', 'hoplint.yaml', 'check', 'chain', 'explain']) expect(out).toContain(part);
  });

  test('prints the version', async () => expect((await type('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/));

  test.each([
    [['check', '--format', 'xml'], /Allowed choices are text, json, sarif, github/],
    [['check', '--nope'], /unknown option '--nope'/],
    [['check', '--fail-on', 'info'], /Allowed choices/],
    [['explain', 'a', 'b'], /too many arguments/],
  ])('%j is refused with exit code 2', async (argv, message) => {
    const { code, err } = await type(...argv);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  test('colours are left to the terminal unless a flag says otherwise', async () => {
    const colourOf = (...argv: readonly string[]) => {
      const check = program(screen('/'), () => undefined).commands.find((command) => command.name() === 'check');
      check?.parseOptions([...argv]);
      return check?.opts()['color'];
    };
    expect([colourOf(), colourOf('--color'), colourOf('--no-color')]).toEqual([undefined, true, false]);
  });
});

describe('explain', () => {
  const pages = [{ id: 'silent-drop', summary: 'a flow is forgotten', page: '# silent-drop\n\ntext\n' }];
  test('prints the page', () => {
    const shown = screen('/');
    expect(explain('silent-drop', pages, shown)).toBe(0);
    expect(shown.printed()).toBe('# silent-drop\n\ntext\n');
  });
  test('lists the rules', () => {
    const shown = screen('/');
    explain(undefined, pages, shown);
    expect(shown.printed()).toBe('silent-drop\n  a flow is forgotten\n');
  });
  test('an unknown rule is answered with the nearest', () => expect(() => explain('silent-dorp', pages, screen('/'))).toThrow('did you mean `silent-drop`?'));
});
