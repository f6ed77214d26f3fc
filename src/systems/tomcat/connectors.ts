import type { Setting } from '../../model/setting.ts';
import { never, no, type Text } from '../../model/value.ts';
import type { Process } from '../../model/process.ts';
import type { Source } from '../../syntax/source.ts';
import { attribute, elements, parseXml, type XmlAttribute, type XmlElement } from '../../syntax/xml.ts';
import type { Problem, Place } from '../../model/place.ts';
import { portOf } from '../python/listener.ts';
import { configured, derived, literal, type Reads } from '../setting.ts';
import type { Listener, Written } from '../system.ts';
import { connectorPage, suspiciousBelow } from './facts.ts';

/** An HTTP connector of a server.xml. */
export interface Connector {
  readonly place: Place;
  readonly settings: readonly Setting[];
  readonly listens: Listener;
}

export function connectorsIn(source: Source, process: Process | undefined): { readonly connectors: readonly Connector[]; readonly problems: readonly Problem[]; readonly written: readonly Written[] } {
  const { roots, problems } = parseXml(source);
  const found = elements(roots, 'Connector').filter((element) => !/ajp/i.test(attribute(element, 'protocol')?.value ?? ''));
  return { connectors: found.map((element) => connector(element, process)), problems, written: found.flatMap((element) => faultsOf(element, process)) };
}

function connector(element: XmlElement, process: Process | undefined): Connector {
  const port = attribute(element, 'port');
  const address = attribute(element, 'address')?.value;
  const number = port && portOf(textOf(port, process).value ?? '');
  return {
    place: element.place,
    settings: settingsOf(element, process),
    listens: { kind: 'port', port: number, ...(address === undefined || address.includes('$') ? {} : { address }), protocol: 'http/1.1', place: port?.valuePlace ?? element.place },
  };
}

/** keepAliveTimeout falls back to connectionTimeout, which bounds the gaps of a body too unless disableUploadTimeout says otherwise. */
function settingsOf(element: XmlElement, process: Process | undefined): readonly Setting[] {
  const connection = attribute(element, 'connectionTimeout');
  const idle = attribute(element, 'keepAliveTimeout');
  const header = connection && configured('downstream.header', 'connectionTimeout', textOf(connection, process), milliseconds);
  const body = header && attribute(element, 'disableUploadTimeout')?.value !== 'false' ? [{ ...header, timer: 'downstream.body' as const }] : [];
  const own = idle ? [configured('downstream.idle', 'keepAliveTimeout', textOf(idle, process), milliseconds)] : [];
  const fallen = !idle && header ? [derived('downstream.idle', 'keepAliveTimeout', header.value, 'it falls back to connectionTimeout', [header])] : [];
  return [...own, ...fallen, ...(header ? [header] : []), ...body];
}

const milliseconds: Reads = (text) => {
  if (/^\s*-1\s*$/.test(text)) return { ...never, written: text };
  return /^\s*\d{1,12}\s*$/.test(text) ? Number(text) : undefined;
};

function faultsOf(element: XmlElement, process: Process | undefined): readonly Written[] {
  return ['connectionTimeout', 'keepAliveTimeout'].flatMap((name): readonly Written[] => {
    const written = attribute(element, name);
    const text = written && textOf(written, process);
    const amount = text?.value === undefined ? undefined : milliseconds(text.value);
    if (!text || text.value === undefined) return [];
    const base = { system: 'tomcat', name, text, place: text.places[0], related: [], link: connectorPage } as const;
    if (amount === undefined) return [{ ...base, fault: 'invalid', refused: true, works: no(`${name} takes whole milliseconds`, ...text.places), symptom: 'Tomcat warns at start and keeps the default', advice: 'write milliseconds without a unit' }];
    if (typeof amount !== 'number' || amount <= 0 || amount >= suspiciousBelow) return [];
    return [{ ...base, fault: 'suspect', works: no(`${name} counts milliseconds`, ...text.places), symptom: `the clock runs out after ${amount} ms, not ${amount} s`, advice: `write ${amount}000 if seconds were meant` }];
  });
}

/** `${name:-default}` and `${ENV}` of a server.xml; templates are only known at run time. */
function textOf({ value, valuePlace }: XmlAttribute, process: Process | undefined): Text {
  const text = literal(value, valuePlace);
  if (!/[$<{]/.test(value)) return text;
  const [, variable = '', fallback] = /^\$\{([\w.-]+)(?::-([^${}]*))?\}$/.exec(value) ?? [];
  const given = process?.env.get(variable);
  if (given) return { ...given, places: [...given.places, valuePlace] };
  return { ...text, value: fallback, origin: fallback === undefined ? 'configured' : 'visible-default', ...(variable === '' ? {} : { variable }) };
}
