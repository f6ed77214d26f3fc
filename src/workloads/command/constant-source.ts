import type { Text } from '../../model/value.ts';
import type { Source } from '../../syntax/source.ts';

/** Text that substitution made has no places of its own. */
export function constantSource(text: Text): Source {
  return { path: text.places[0].file, text: text.value ?? '', place: () => text.places[0] };
}
