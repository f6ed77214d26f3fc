import { no } from '../../model/value.ts';
import type { Written as Remark } from '../system.ts';
import { literal } from '../setting.ts';
import { chosen, type Written } from './chosen.ts';
import { facts, settingsLink, workersLink } from './facts.ts';
import { type OptionName, optionNames, seconds } from './grammar.ts';
import type { Worker } from './worker.ts';

/** What is written and does nothing, or keeps gunicorn from starting. */
export function remarksOf(written: Written, worker: Worker): readonly Remark[] {
  return [...idleKeepalive(written, worker), ...invalid(written), ...strangers(written), ...quoted(written)];
}

function idleKeepalive(written: Written, worker: Worker): readonly Remark[] {
  const choice = chosen('keepalive', written);
  if (worker.profile !== 'sync' || choice?.text.value === undefined || isHarmless(seconds(choice.text.value, choice.from))) return [];
  // It is meant for the workers that the environment may choose.
  if (chosen('worker_class', written)?.text.origin === 'visible-default') return [];
  const place = choice.text.places[0];
  return [{
    fault: 'ineffective', system: 'gunicorn', name: choice.name, text: choice.text, timer: 'downstream.idle', place,
    related: worker.places.map((related) => ({ place: related, message: worker.why })),
    works: no(`the sync worker answers Connection: close; ${worker.why}`, place, ...worker.places),
    symptom: 'every response closes its connection, whatever this says',
    advice: 'use worker_class "gthread" with threads, or an asynchronous worker, or remove the setting',
    link: workersLink,
  }];
}

/** Off, or what every other worker class does anyway. */
const isHarmless = (written: number | undefined): boolean => written === 0 || facts.defaults.some(({ name, value }) => name === optionNames.keepalive && value === written);

function invalid(written: Written): readonly Remark[] {
  const durations: readonly OptionName[] = ['timeout', 'keepalive', 'graceful_timeout'];
  return durations.flatMap((name) => {
    const choice = chosen(name, written);
    if (choice?.text.value === undefined || seconds(choice.text.value, choice.from) !== undefined) return [];
    const place = choice.text.places[0];
    return [{
      fault: 'invalid', system: 'gunicorn', name: choice.name, text: choice.text, place, related: [], refused: true,
      works: no(`${choice.name} takes whole seconds from 0 up`, place), symptom: 'gunicorn does not start', advice: 'write whole seconds without a unit, such as 30', link: settingsLink,
    } satisfies Remark];
  });
}

/** Names of the file that look like a setting and are none: `keep_alive`, `KEEPALIVE`. Python accepts any name, gunicorn ignores it. */
function strangers(written: Written): readonly Remark[] {
  const { program, values } = written.values ?? {};
  if (program === undefined || values === undefined) return [];
  return program.definitions.filter((definition) => definition.scope.length === 0).flatMap((definition) => {
    const meant = misspelt(definition.name);
    if (meant === undefined || values.has(meant) || uses(program.source.text, definition.name) > 1) return [];
    const text = literal(definition.value.text, definition.value.place);
    return [{
      fault: 'ineffective', system: 'gunicorn', name: definition.name, text, place: definition.value.place, related: [], refused: true,
      works: no(`gunicorn knows no setting ${definition.name}`, definition.place), symptom: 'gunicorn ignores the name and keeps its default', advice: `write ${meant} = ${definition.value.text}`, link: settingsLink,
    } satisfies Remark];
  });
}

function misspelt(name: string): OptionName | undefined {
  if (Object.hasOwn(optionNames, name)) return undefined;
  const bare = name.toLowerCase().replaceAll('_', '');
  return (['timeout', 'keepalive', 'graceful_timeout'] as const).find((option) => option.replaceAll('_', '') === bare || `${option.replaceAll('_', '')}timeout` === bare);
}

const uses = (text: string, name: string): number => text.split(/\W+/).filter((word) => word === name).length;

/** Quotes that are part of the variable make one argument of all of it, which gunicorn takes for a positional one. */
function quoted({ process }: Written): readonly Remark[] {
  const text = process?.env.get('GUNICORN_CMD_ARGS');
  if (!text || !/^(['"])\s*-[^'"]*\s[^'"]*\1$/.test(text.value ?? '')) return [];
  const place = text.places[0];
  return [{
    fault: 'ineffective', system: 'gunicorn', name: 'GUNICORN_CMD_ARGS', text, place, related: [], refused: true,
    works: no('the quotes belong to the value, so that gunicorn sees one argument with a space in it', place), symptom: 'gunicorn ignores all of it and keeps its defaults', advice: 'leave the inner quotes out', link: settingsLink,
  }];
}
