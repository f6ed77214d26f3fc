import type { Source } from '../../syntax/source.ts';
import { ansible } from './ansible.ts';
import type { Context, Surroundings } from './context.ts';
import { cookiecutter } from './cookiecutter.ts';
import { puppet } from './puppet.ts';
import { chef } from './ruby-attributes.ts';

/** Names of files that are templates even where nothing shows their variables. */
const named = /\.(?:j2|jinja2?|jnj|erb|epp)$/;
const unread = /\.(?:md|rst|adoc|txt|html?|vue|svelte|hbs|mustache|jsx|tsx|svg|ipynb|snap|po|sql|css|scss|less)(?:\.j2|\.erb|\.jinja2?)?$/i;

/** The tool that renders a file, by its name and place. */
export function toolsFor(around: Surroundings): (path: string, source: Source) => Context | undefined {
  const tools = [cookiecutter(around), chef(around), puppet(around), ansible(around)];
  return (path) => {
    if (unread.test(path)) return undefined;
    for (const tool of tools) {
      const context = tool.contextOf(path);
      if (context) return context;
    }
    return named.test(path) ? { lookup: () => undefined } : undefined;
  };
}
