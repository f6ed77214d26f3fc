import { posix } from 'node:path';
import type { Process } from '../../model/process.ts';
import { once } from '../../model/once.ts';
import type { Source } from '../../syntax/source.ts';
import { frameworkFile } from '../../workloads/sources.ts';
import { isThirdParty } from '../../workloads/third-party.ts';
import { treeOf } from '../program/tree.ts';
import type { Reader } from '../reader.ts';
import { buildFile, type Embedded, embeddedIn } from './build-file.ts';
import { type JavaCommand, javaCommand, systemProperties } from './java-command.ts';
import { type Lookup, lookupIn } from './lookup.ts';
import { type Properties, propertiesOf } from './properties.ts';

/** A Spring Boot application that serves HTTP. */
export interface Application {
  readonly server: Embedded;
  readonly lookup: Lookup;
  /** The application file in use, if the repository has one. */
  readonly file: Source | undefined;
}

const names = ['application.properties', 'application.yml', 'application.yaml'];

/** The Spring Boot application that a `java` command runs; `undefined` for another Java program and for one without a web server. */
export const springApplication = (process: Process, reader: Reader): Application | undefined => applications(reader)(process);

/** Each server that Spring Boot may embed asks. */
const applications = once((reader: Reader) => once((process: Process) => applicationOf(process, reader)));

function applicationOf(process: Process, reader: Reader): Application | undefined {
  const command = javaCommand(process) ?? builtByPlugin(process);
  if (command === undefined) return undefined;
  const tree = treeOf(reader, process);
  const file = frameworkFile(process, names, tree)?.source;
  const build = buildFile(process, file, reader);
  const plain = file ? propertiesOf(file, [], reader) : [];
  if (!isSpring(command, build?.text, file, plain) || (process.argv.length === 0 && build === undefined)) return undefined;
  const files = file ? inForce(file, profilesOf(command, process, plain, reader), process, reader) : [];
  const lookup = lookupIn(command, process, files, reader);
  const server = embeddedIn(build?.text);
  const configured = files.some(({ values }) => [...values.keys()].some((key) => key.startsWith('server.')));
  const serves = process.ports.length > 0 || lookup('server.port') !== undefined || configured || server.isWritten;
  return serves && lookup('spring.main.web-application-type')?.text.value !== 'none' ? { server: server.kind, lookup, file } : undefined;
}

/** An image without a Dockerfile, as the plugins for Maven and Gradle build it, starts the application by itself. */
function builtByPlugin(process: Process): JavaCommand | undefined {
  const { argv, image } = process;
  if (argv.length > 0 || image === undefined || image.bases.length > 0 || isThirdParty(image.name)) return undefined;
  return systemProperties(process);
}

/** Other frameworks use files of the same names. */
function isSpring(command: JavaCommand, build: string | undefined, file: Source | undefined, plain: readonly Properties[]): boolean {
  if (/\b(?:io\.quarkus|io\.micronaut|io\.helidon|com\.typesafe\.play)\b/.test(build ?? '')) return false;
  if (build !== undefined && /\bspring-boot\b|org\.springframework\.boot/.test(build)) return true;
  if (command.args.some(({ expression }) => /^--(?:spring|server|management)\./.test(expression)) || [...command.properties.keys()].some((key) => key.startsWith('spring.'))) return true;
  const keys = plain.flatMap(({ values }) => [...values.keys()]);
  return file !== undefined && build === undefined && keys.some((key) => /^(?:spring|server|management)\./.test(key)) && !keys.some((key) => /^(?:quarkus|micronaut|helidon)\./.test(key));
}

function profilesOf(command: JavaCommand, process: Process, plain: readonly Properties[], reader: Reader): readonly string[] {
  const active = lookupIn(command, process, plain, reader)('spring.profiles.active')?.text.value ?? '';
  return active.split(',').map((name) => name.trim()).filter((name) => /^[\w.-]{1,60}$/.test(name));
}

/** The application file, those of its profiles, then files that are mounted beside the program. */
function inForce(file: Source, profiles: readonly string[], process: Process, reader: Reader): readonly Properties[] {
  const folder = posix.dirname(file.path);
  const stems = ['application', ...profiles.map((profile) => `application-${profile}`)];
  const endings = ['.yaml', '.yml', '.properties'];
  const inside = stems.flatMap((stem) => endings.flatMap((ending) => reader.open(posix.join(folder, stem + ending)) ?? []));
  const beside = stems.flatMap((stem) => endings.flatMap((ending) => ['', 'config/'].flatMap((where) => process.files.open(`${where}${stem}${ending}`) ?? [])));
  const sources = [...inside, ...beside.filter((source) => !inside.some(({ path }) => path === source.path))];
  for (const source of sources) reader.claim(source);
  return sources.flatMap((source) => propertiesOf(source, profiles, reader));
}
