import { posix } from 'node:path';
import type { Version } from '../../model/layer.ts';
import type { Reader } from '../reader.ts';
import { dotnetFacts } from './facts.ts';

/** The release of .NET by the nearest project file. */
export interface Framework {
  readonly profile: 'core' | 'framework' | 'unknown';
  readonly version: Version;
}

export function frameworkOf(path: string, reader: Reader): Framework {
  const declared = reader.version(dotnetFacts.system) ?? reader.version('dotnet');
  if (declared !== undefined) return { profile: 'core', version: { known: declared } };
  const project = nearest(path, reader.find('.csproj'));
  const source = project === undefined ? undefined : reader.open(project);
  const match = source && /<TargetFrameworks?>\s*([^<;\s]+)/.exec(source.text);
  const moniker = match?.[1] ?? '';
  const known = /^(?:net|netcoreapp)(\d+\.\d+)/.exec(moniker)?.[1];
  if (source && match && known !== undefined) return { profile: 'core', version: { known, place: source.place(match.index, match.index + match[0].length) } };
  if (/^net4/.test(moniker)) return { profile: 'framework', version: { reason: `${moniker} is .NET Framework` } };
  return { profile: 'unknown', version: { reason: 'no project file beside it names a target framework' } };
}

/** In the folder of the file or the nearest one above. */
function nearest(path: string, projects: readonly string[]): string | undefined {
  const around = projects.filter((project) => posix.dirname(project) === '.' || path.startsWith(`${posix.dirname(project)}/`));
  return around.toSorted((one, other) => other.split('/').length - one.split('/').length)[0];
}
