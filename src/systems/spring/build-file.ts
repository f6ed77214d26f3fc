import { posix } from 'node:path';
import type { Process } from '../../model/process.ts';
import type { Source } from '../../syntax/source.ts';
import type { Reader } from '../reader.ts';

export type Embedded = 'tomcat' | 'jetty' | 'undertow' | 'netty';

const names = ['pom.xml', 'build.gradle', 'build.gradle.kts'];

/** The nearest build file above the application file, else in a source folder. */
export function buildFile(process: Process, file: Source | undefined, reader: Reader): Source | undefined {
  const above = file ? foldersAbove(file.path) : process.sources;
  return above.flatMap((folder) => names.flatMap((name) => reader.open(posix.join(folder, name)) ?? []))[0];
}

function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
}

/** Which web server Spring Boot starts: Tomcat, unless the build names another one. */
export function embeddedIn(build: string | undefined): { readonly kind: Embedded; readonly isWritten: boolean } {
  const has = (starter: string): boolean => new RegExp(`spring-boot-starter-${starter}(?![\\w-])`).test(build ?? '');
  if (has('jetty')) return { kind: 'jetty', isWritten: true };
  if (has('undertow')) return { kind: 'undertow', isWritten: true };
  const servlet = ['web', 'webmvc', 'jersey', 'tomcat', 'web-services', 'data-rest', 'hateoas'].some(has);
  return has('webflux') && !servlet ? { kind: 'netty', isWritten: true } : { kind: 'tomcat', isWritten: servlet };
}
