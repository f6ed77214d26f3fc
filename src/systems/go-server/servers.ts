import type { Call, Program } from '../../syntax/program/tree.ts';
import { localNames, methodOf, objectOf } from '../program/calls.ts';

/** Something that accepts connections. */
export interface Server {
  /** `bare`: http.ListenAndServe and the frameworks on it, which set no limit. */
  readonly kind: 'http' | 'http2' | 'grpc' | 'bare';
  readonly program: Program;
  readonly call: Call;
}

export const mention = /\bhttp\.Server\b|\bhttp2\.Server\b|\bListenAndServe|\bgrpc\.NewServer\b|gin-gonic\/gin|labstack\/echo/;

export function serversIn(program: Program): readonly Server[] {
  const http = localNames(program, ['net/http'], ['*', 'default', 'http']);
  const http2 = localNames(program, ['golang.org/x/net/http2'], ['*', 'default', 'http2']);
  const grpc = localNames(program, ['google.golang.org/grpc'], ['*', 'default', 'grpc']);
  return program.calls.flatMap((call): readonly Server[] => {
    const owner = objectOf(call);
    const kind = kindOf(call, owner, { http, http2, grpc }) ?? (isFramework(call, program) ? 'bare' : undefined);
    return kind ? [{ kind, program, call }] : [];
  });
}

interface Names {
  readonly http: readonly string[];
  readonly http2: readonly string[];
  readonly grpc: readonly string[];
}

function kindOf(call: Call, owner: string, { http, http2, grpc }: Names): Server['kind'] | undefined {
  const method = methodOf(call);
  if (method === 'Server' && call.construct === 'literal') return http.includes(owner) ? 'http' : http2.includes(owner) ? 'http2' : undefined;
  if (http.includes(owner) && /^ListenAndServe(TLS)?$/.test(method)) return 'bare';
  return grpc.includes(owner) && method === 'NewServer' ? 'grpc' : undefined;
}

/** gin's `Run` and echo's `Start` call http.ListenAndServe. */
function isFramework(call: Call, program: Program): boolean {
  const method = methodOf(call);
  if (objectOf(call) === '' || !/^(Run|Start)$/.test(method) || call.args.length > 1) return false;
  const modules = program.imports.map((entry) => entry.module);
  const made = program.definitions.find((one) => one.name === objectOf(call))?.value;
  const maker = made?.kind === 'call' ? made.callee : '';
  return method === 'Run' ? modules.includes('github.com/gin-gonic/gin') && /^gin\./.test(maker) : modules.some((module) => module.startsWith('github.com/labstack/echo')) && /^echo\./.test(maker);
}
