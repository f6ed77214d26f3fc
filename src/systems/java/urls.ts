import type { Located } from '../program/follow.ts';
import { type Pieces, piecesOf } from '../program/url.ts';
import type { Reader } from '../reader.ts';

/** A URL whose `{name}` parts are filled in at run time; `URI.create(…)` and the like are looked through. */
export async function templateOf(at: Located, reader: Reader): Promise<Pieces> {
  const { expression } = at;
  const [inner] = expression.kind === 'call' && /(?:^|\.)(?:URI|URL|URI\.create|HttpUrl\.(?:parse|get)|UriComponentsBuilder\.fromUriString|UriComponentsBuilder\.fromHttpUrl)$/.test(expression.callee) ? expression.args : [];
  const pieces = await piecesOf(inner ? { ...at, expression: inner } : at, reader);
  return pieces.flatMap((piece): Pieces => (typeof piece === 'string' ? filled(piece) : [piece]));
}

const filled = (text: string): Pieces => text.split(/(\{[^{}]{0,80}\})/).map((part, index) => (index % 2 === 0 ? part : { expression: part }));
