import type { Protocol } from '../../model/layer.ts';
import type { Expression } from '../../syntax/program/tree.ts';
import { methodOf } from '../program/calls.ts';
import type { Located } from '../program/follow.ts';
import { type GoContext, goValue } from '../program/go-value.ts';
import type { Listener } from '../system.ts';
import type { Server } from './servers.ts';

/** Where a server listens: `Addr`, the argument of ListenAndServe, `net.Listen` of the same file. */
export async function listenerOf(server: Server, context: GoContext): Promise<Listener> {
  const protocol: Protocol = server.kind === 'http2' ? 'h2' : server.kind === 'grpc' ? 'grpc' : 'http/1.1';
  const at = addressOf(server);
  const place = at?.expression.place ?? server.call.place;
  const text = at && (await addressText(at, context));
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(text ?? '') ?? [];
  const address = host === '' ? {} : { address: host.replace(/^\[|\]$/g, '') };
  return { kind: 'port', port: port === undefined ? undefined : Number(port), ...address, protocol, place };
}

function addressOf({ call, program, kind }: Server): Located | undefined {
  const at = (expression: Expression | undefined, scope: Located['scope']): Located | undefined => expression && { expression, program, scope };
  if (kind === 'bare') return at(call.args[0], call.scope);
  const field = call.keywords.find((one) => one.name === 'Addr');
  if (field) return at(field.value, call.scope);
  const later = program.definitions.findLast((one) => one.name === `${call.assigned}.Addr`);
  if (later) return at(later.value, later.scope);
  const listen = program.calls.find((one) => methodOf(one) === 'Listen' && one.callee === 'net.Listen');
  return listen && at(listen.args[1], listen.scope);
}

/** `":8080"`, `":" + port`, `fmt.Sprintf(":%d", port)`. */
async function addressText(at: Located, context: GoContext): Promise<string | undefined> {
  const { expression } = at;
  const whole = await goValue(at, context);
  if (whole.kind === 'value') return String(whole.value);
  if (expression.kind === 'binary' && expression.operator === '+') {
    const parts = await Promise.all([expression.left, expression.right].map((part) => addressText({ ...at, expression: part }, context)));
    return parts.includes(undefined) ? undefined : parts.join('');
  }
  if (expression.kind !== 'call' || expression.callee !== 'fmt.Sprintf') return undefined;
  const [format, ...values] = await Promise.all(expression.args.map((argument) => addressText({ ...at, expression: argument }, context)));
  return format?.replace(/%[a-z]/g, () => values.shift() ?? '?');
}
