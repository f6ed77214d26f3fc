import type { Place } from '../../model/place.ts';
import type { Text } from '../../model/value.ts';

/** A text without its first `count` characters; its place shrinks when it stands in the file character for character. */
export function tail(text: Text, count: number): Text {
  const [first, ...others] = text.places;
  const value = text.value?.slice(count);
  return { ...text, value, expression: text.expression.slice(count), places: [shrink(first, text.expression, count), ...others] };
}

function shrink(place: Place, expression: string, count: number): Place {
  const verbatim = place.line === place.endLine && place.endColumn - place.column === expression.length;
  return verbatim ? { ...place, column: place.column + count } : place;
}

/** What a text certainly begins with, known or not: `--timeout=` of `--timeout=$TIMEOUT`. */
export const visible = (text: Text): string => text.value ?? text.expression;

/** The words of a variable that holds a command line, such as GUNICORN_CMD_ARGS. Quotes hold words together. */
export function words(text: Text): readonly Text[] {
  const whole = visible(text).slice(0, 4000);
  return [...whole.matchAll(/"([^"]*)"|'([^']*)'|[^\s"']+/g)].map(([word, double, single]) => {
    const content = double ?? single ?? word;
    return { ...text, value: text.value === undefined && content.includes('$') ? undefined : content, expression: content };
  });
}

/** The last segment of a path: `gunicorn` of `/opt/venv/bin/gunicorn`. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
