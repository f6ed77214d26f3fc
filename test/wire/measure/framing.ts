export interface Framing {
  /** Absent: no complete header yet. */
  readonly status: number | undefined;
  readonly headers: ReadonlyMap<string, string>;
  /** Bytes of the body that have come. */
  readonly bytes: number;
  /** All that the framing announces has come. */
  readonly isComplete: boolean;
  /** Only the end of the connection ends the body. */
  readonly endsByClose: boolean;
  /** Where the next response would begin. */
  readonly length: number;
}

const nothing: Framing = { status: undefined, headers: new Map(), bytes: 0, isComplete: false, endsByClose: false, length: 0 };

/** How far a response of HTTP/1 has come. */
export function framingOf(data: Buffer): Framing {
  const end = data.indexOf('\r\n\r\n');
  if (end < 0) return nothing;
  const [first = '', ...lines] = data.subarray(0, end).toString('latin1').split('\r\n');
  const headers = new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()] as const));
  const base = { status: Number(first.split(' ')[1]), headers };
  const body = data.subarray(end + 4);
  const length = headers.get('content-length');
  if (/chunked/i.test(headers.get('transfer-encoding') ?? '')) return { ...base, endsByClose: false, ...chunked(body, end + 4) };
  if (length === undefined) return { ...base, bytes: body.length, isComplete: false, endsByClose: true, length: data.length };
  return { ...base, bytes: body.length, isComplete: body.length >= Number(length), endsByClose: false, length: end + 4 + Number(length) };
}

function chunked(body: Buffer, offset: number): Pick<Framing, 'bytes' | 'isComplete' | 'length'> {
  let at = 0;
  let bytes = 0;
  for (;;) {
    const lineEnd = body.indexOf('\r\n', at);
    if (lineEnd < 0) return { bytes, isComplete: false, length: 0 };
    const size = Number.parseInt(body.subarray(at, lineEnd).toString('latin1'), 16);
    if (Number.isNaN(size)) return { bytes, isComplete: false, length: 0 };
    const next = lineEnd + 2 + size + 2;
    if (size === 0) return { bytes, isComplete: body.length >= next, length: offset + next };
    bytes += Math.max(0, Math.min(size, body.length - lineEnd - 2));
    if (body.length < next) return { bytes, isComplete: false, length: 0 };
    at = next;
  }
}
