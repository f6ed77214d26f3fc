/** A word of a condition of Jinja, Ruby or Puppet. */
export type Word =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'sign'; readonly sign: string };

const longest = 600;
const pattern = /\s+|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(-?\d+(?:\.\d+)?)(?![\w.])|([@$]{0,2}[A-Za-z_]\w*(?:(?:::|\.)[A-Za-z_]\w*(?!\()|\[\s*(?:"[^"\]\n]*"|'[^'\]\n]*'|:\w+)\s*\])*)|(&&|\|\||==|!=|[!()[\],|])/y;
const literals: ReadonlyMap<string, boolean | null> = new Map([['true', true], ['True', true], ['false', false], ['False', false], ['none', null], ['None', null], ['nil', null], ['undef', null]]);
const signs: ReadonlyMap<string, string> = new Map([['and', '&&'], ['or', '||'], ['not', '!'], ['in', 'in'], ['is', 'is']]);

/** `undefined` when it holds anything that is not understood. */
export function wordsOf(text: string): readonly Word[] | undefined {
  if (text.length > longest) return undefined;
  const words: Word[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) return undefined;
    const [, quoted, number, name, sign] = match;
    if (quoted !== undefined) words.push({ kind: 'literal', value: quoted.slice(1, -1) });
    else if (number !== undefined) words.push({ kind: 'literal', value: Number(number) });
    else if (name !== undefined) words.push(named(name));
    else if (sign !== undefined) words.push({ kind: 'sign', sign });
  }
  return words;
}

function named(name: string): Word {
  const sign = signs.get(name);
  if (sign !== undefined) return { kind: 'sign', sign };
  const value = literals.get(name);
  return value === undefined ? { kind: 'name', name: name.replace(/\[\s*(?:["']([^"']*)["']|:(\w+))\s*\]/g, '.$1$2') } : { kind: 'literal', value };
}
