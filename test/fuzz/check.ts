import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ConfigurationError } from '../../src/config/configuration-error.ts';
import { lint } from '../../src/lint.ts';
import type { Place } from '../../src/model/place.ts';
import { github } from '../../src/report/github.ts';
import { json } from '../../src/report/json.ts';
import type { ReportOptions } from '../../src/report/report.ts';
import { sarif } from '../../src/report/sarif.ts';
import { text as textReport } from '../../src/report/text.ts';
import { fileSource } from '../../src/syntax/source.ts';
import type { Case } from './cases.ts';
import { parsers } from './parsers.ts';
import { insideOf, placesIn } from './places.ts';
import type { Files } from './seeds.ts';

/** Processor time, so that a busy machine makes no fault. */
const limitMs = 2000;
/** Of one case, whose texts are some kilobytes: what a parser takes outside of the heap counts too. */
const limitMb = 300;

/** What is wrong with how a case was taken; `undefined` is as it should be. */
export async function faultOf({ kind, files }: Case): Promise<string | undefined> {
  const [begun, before] = [process.cpuUsage(), process.memoryUsage.rss()];
  try {
    const [first, spent] = [await taken(kind, files), spentSince(begun)];
    if (spent > limitMs) return `took ${Math.round(spent)} ms`;
    const grown = (process.memoryUsage.rss() - before) / 2 ** 20;
    if (grown > limitMb) return `took ${Math.round(grown)} MB`;
    const place = outsideOf(first.places, files);
    if (place) return `a place outside of the text: ${JSON.stringify(place)}`;
    return first.shown === (await taken(kind, files)).shown ? undefined : 'two runs differ';
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

const spentSince = (begun: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
};

interface Taken {
  readonly places: readonly Place[];
  /** Everything that came out, to compare. */
  readonly shown: string;
}

async function taken(kind: string, files: Files): Promise<Taken> {
  if (kind === 'tree') return inspected(files);
  const read = await parsers[kind]?.(fileSource(kind, files[kind] ?? ''));
  const places = placesIn(read);
  return { places, shown: JSON.stringify(places) };
}

const options: Omit<ReportOptions, 'sources'> = { colour: false, unicode: true, width: 100, verbose: true, quiet: false, rules: [], version: '0' };

async function inspected(files: Files): Promise<Taken> {
  const root = mkdtempSync(join(tmpdir(), 'hoplint-fuzz-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const { result, sources } = await lint(root);
    const shown = [textReport, json, sarif, github].map((report) => report(result, { ...options, sources })).join('\n');
    return { places: placesIn(result), shown };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { places: error.problems.map(({ place }) => place), shown: error.message };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function outsideOf(places: readonly Place[], files: Files): Place | undefined {
  const inside = new Map(Object.entries(files).map(([path, text]) => [path, insideOf(Buffer.from(text).toString())]));
  return places.find((place) => !(inside.get(place.file) ?? (({ line }) => line === 1))(place));
}
