import { posix } from 'node:path';
import type { Version } from '../../model/layer.ts';
import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';

const written = [
  /<(?:maven\.compiler\.release|java\.version|release)>\s*(\d{1,2})\s*</,
  /JavaLanguageVersion\.of\(\s*(\d{1,2})\s*\)/,
  /\bjvmToolchain\(\s*(\d{1,2})\s*\)/,
  /\b(?:sourceCompatibility|release)\s*=\s*(?:JavaVersion\.VERSION_|['"])?(\d{1,2})\b/,
];

/** The release of Java that a program needs at least; what runs it may be newer, so that only a recent one settles anything. */
export function javaRelease(path: string, reader: Reader, system: string, settlesFrom: number): Version {
  const stated = reader.version(system) ?? reader.version('java');
  if (stated !== undefined) return { known: stated };
  const build = buildAbove(path, reader);
  for (const pattern of written) {
    const match = build && pattern.exec(build.text);
    if (build && match && Number(match[1]) >= settlesFrom) return { known: match[1] ?? '', place: build.place(match.index, match.index + match[0].length) };
  }
  return { reason: 'no build file asks for a release that would settle it' };
}

const names = ['pom.xml', 'build.gradle', 'build.gradle.kts'];

/** The build files above a source file, the nearest first. */
function buildAbove(path: string, reader: Reader): Source | undefined {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    const found = names.map((name) => reader.open(folder === '.' ? name : `${folder}/${name}`)).find((one) => one !== undefined);
    if (found || folder === '.' || folder === '/') return found;
  }
}
