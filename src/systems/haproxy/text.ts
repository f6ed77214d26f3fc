import type { Text } from '../../model/value.ts';
import type { HaproxyWord } from '../../syntax/haproxy.ts';
import { substitute } from '../../syntax/substitute.ts';
import { withDefaults } from '../../syntax/template.ts';
import { literal } from '../setting.ts';

/** What an environment variable is, where the repository says so. */
export type Variables = (name: string) => Text | undefined;

/** The text of a word after the environment was put in; only known at run time where a variable or template stays open. */
export function textOf(word: HaproxyWord, variables: Variables): Text {
  if (word.template) return templated(word);
  return word.text.includes('$') ? substitute(word.text, word.place, variables) : literal(word.text, word.place);
}

function templated({ text, place }: HaproxyWord): Text {
  const visible = withDefaults(text);
  if (visible === undefined) return { ...literal(text, place), value: undefined };
  return { ...literal(text, place), value: visible.value, origin: 'visible-default', variable: visible.variable };
}
