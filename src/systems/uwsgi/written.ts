import { no, unsure } from '../../model/value.ts';
import type { Written } from '../system.ts';
import { optionsLink, routerLink } from './facts.ts';
import type { Option, OptionList } from './list.ts';
import { atoi, has } from './settings.ts';

/** Options of the http router where none runs, and durations that uWSGI reads as another number. */
export function remarksOf(list: OptionList, started: boolean): readonly Written[] {
  return [...withoutRouter(list, started), ...misread(list)];
}

const routerOnly: ReadonlySet<string> = new Set(['http-keepalive', 'http-timeout', 'http-headers-timeout', 'http-connect-timeout']);
const durations: ReadonlySet<string> = new Set([...routerOnly, 'harakiri', 'socket-timeout', 'worker-reload-mercy', 'reload-mercy']);

/** A stray file may get its `--http` on a command line that nobody sees. */
function withoutRouter(list: OptionList, started: boolean): readonly Written[] {
  if (['http', 'https', 'http2', 'https2', 'http-router'].some((name) => list.options.some((option) => option.name === name))) return [];
  const own = list.options.find((option) => option.name === 'http-socket' || option.name === 'http11-socket' || option.name === 'socket' || option.name === 'uwsgi-socket');
  const certain = list.hidden.length === 0 && (started || own !== undefined);
  return list.options.filter((option) => routerOnly.has(option.name) && !option.conditional).map((option) => ({
    fault: 'ineffective', system: 'uwsgi', name: option.name, text: option.text, place: option.text.places[0],
    related: own ? [{ place: own.place, message: `${own.name} is served by the workers themselves` }] : [],
    works: certain ? no('no http router is started', option.place) : unsure('the http router may be started by an option elsewhere', option.place),
    symptom: 'the option belongs to the http router, and none runs here', advice: 'use http instead of http-socket, or remove the option', link: routerLink,
  }));
}

function misread(list: OptionList): readonly Written[] {
  const off = !has(list, 'http') && !has(list, 'https');
  return list.options.filter((option) => durations.has(option.name) && !(off && routerOnly.has(option.name)) && isMisread(option)).map((option) => ({
    fault: 'invalid', system: 'uwsgi', name: option.name, text: option.text, place: option.text.places[0], related: [], works: no('uWSGI reads the leading digits only', option.place),
    symptom: `uWSGI takes it for ${atoi(option.text.value ?? '')} seconds`, advice: 'write whole seconds without a unit', link: optionsLink,
  }));
}

/** `30s` happens to mean what it says. */
function isMisread(option: Option): boolean {
  const value = option.text.value?.trim() ?? '';
  return value !== '' && !/^\d+\s*s?$/.test(value) && !(option.name === 'http-keepalive' && /^(?:false|no|off)$/i.test(value));
}
