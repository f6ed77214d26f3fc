import { type Fact, no, unsure, yes } from '../../model/value.ts';
import type { Context } from './context.ts';
import type { Pass } from './facts.ts';
import { erasOf, httpVersion } from './pooled.ts';
import type { Levels } from './tree.ts';

/** Over HTTP/1.0 nginx cannot tell a response that breaks off from one that is done. */
export function endOf({ prefix }: Pass, levels: Levels, context: Context): { readonly endsByClose?: Fact } {
  if (prefix !== 'proxy') return {};
  const [era, other] = erasOf(context);
  const first = httpVersion(era, levels, context);
  if (other && httpVersion(other, levels, context).value !== first.value) return { endsByClose: unsure('HTTP/1.0 or HTTP/1.1: the version of nginx is not known') };
  if (first.value === undefined) return { endsByClose: unsure('proxy_http_version is only known at run time', ...first.places) };
  return { endsByClose: first.value === '1.0' ? yes(`nginx speaks HTTP/1.0 (${first.why})`, ...first.places) : no(`nginx speaks HTTP/${first.value}`, ...first.places) };
}
