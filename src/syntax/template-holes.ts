export type HoleRole = 'output' | 'control' | 'comment';

/** A stretch of template syntax. */
export interface Hole {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly role: HoleRole;
  /** What a control tag does to the nesting of branches. */
  readonly turn?: 'open' | 'else' | 'close';
  /** Set on an opening tag whose body is not always rendered once. */
  readonly conditional?: true;
}

const longestHole = 10_000;
const opening = /\{\{|\{%|\{#|<%/g;
const goOpen = /^(if|with|range|define|block)\b/;
const jinjaOpen = /^(if|for|with|macro|block|filter|call|raw|autoescape|trans)\b/;
const goControl = /^(if|else|end|with|range|define|block|break|continue|template)\b|^\$[\w.]*\s*(,\s*\$\w+\s*)?:?=/;
const rubyOpen = /^(if|unless|case|while|for)\b|\bdo\s*(\|[^|]*\|)?$|\{\s*(\|[^|]*\|)?$/;
const rubyElse = /^(else|elsif|when)\b|^\}\s*(else|elsif)\b/;
const conditional = /^(if|with|range|for|unless|case|while)\b|\{\s*(\|[^|]*\|)?$|\bdo\b/;

/** Every `{{ }}`, `{% %}`, `{# #}` and `<% %>`, in order. An opening without its end is ordinary text. */
export function findHoles(text: string): readonly Hole[] {
  const holes: Hole[] = [];
  const reaches = closingsOf(text);
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const end = reaches(match[0], match.index) ? holeEnd(text, match.index, match[0]) : undefined;
    if (end === undefined) continue;
    holes.push(describe(text.slice(match.index, end), match.index));
    opening.lastIndex = end;
  }
  return holes;
}

const closings: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}', '<%': '%>' };

/** Whether a hole that opens here can end near enough. Each closing is looked for once, so that many openings without one stay cheap. */
function closingsOf(text: string): (open: string, start: number) => boolean {
  const next = new Map<string, number>();
  return (open, start) => {
    const close = closings[open] ?? '';
    const known = next.get(close) ?? -1;
    const at = known >= start + 2 ? known : text.indexOf(close, start + 2);
    next.set(close, at < 0 ? Number.POSITIVE_INFINITY : at);
    return at >= 0 && at <= start + longestHole - 2;
  };
}

function holeEnd(text: string, start: number, open: string): number | undefined {
  if (open === '{#' && text[start - 1] === '$') return undefined;
  const window = text.slice(start, start + longestHole);
  const at = open === '{{' ? goEnd(window) : window.indexOf(closings[open] ?? '', 2);
  return at < 0 ? undefined : start + at + 2;
}

/** The `}}` that is not inside a string; failing that, the first one. */
function goEnd(window: string): number {
  const first = window.indexOf('}}', 2);
  if (first < 0) return -1;
  const before = window.slice(2, first);
  if ((before.split('"').length - 1) % 2 === 0) return window.startsWith('}}}', first) && before.includes('{') ? first + 1 : first;
  const second = window.slice(first).search(/"[^"\n]*\}\}/);
  const close = second < 0 ? -1 : window.indexOf('}}', first + second);
  return close < 0 || window.slice(first, close).includes('\n') ? first : close;
}

function describe(text: string, start: number): Hole {
  const base = { start, end: start + text.length, text };
  const body = text.slice(2, -2).replace(/^[-~+]/, '').replace(/[-~+]$/, '').trim();
  if (text.startsWith('{#') || body.startsWith('/*') || text.startsWith('<%#')) return { ...base, role: 'comment' };
  if (text.startsWith('{{')) return goControl.test(body) ? { ...base, role: 'control', ...turnOf(body, goOpen, /^else\b/, /^end\b/) } : { ...base, role: 'output' };
  if (text.startsWith('{%')) return { ...base, role: 'control', ...turnOf(body, jinjaOpen, /^(else|elif)\b/, /^end(?!set)\w+/) };
  if (body.startsWith('=')) return { ...base, role: 'output' };
  return { ...base, role: 'control', ...turnOf(body, rubyOpen, rubyElse, /^(end\b|\})/) };
}

function turnOf(body: string, open: RegExp, other: RegExp, close: RegExp): Pick<Hole, 'turn' | 'conditional'> {
  if (other.test(body)) return { turn: 'else' };
  if (close.test(body)) return { turn: 'close' };
  if (!open.test(body)) return {};
  return conditional.test(body) ? { turn: 'open', conditional: true } : { turn: 'open' };
}

/** The first hole at or after an offset. */
export function firstHole(holes: readonly Hole[], offset: number): Hole | undefined {
  return holes[indexFrom(holes, offset)];
}

/** The holes that begin in a range. */
export function holesIn(holes: readonly Hole[], start: number, end: number): readonly Hole[] {
  if (holes.length === 0) return holes;
  const from = indexFrom(holes, start);
  return (holes[from]?.start ?? end) >= end ? [] : holes.slice(from, indexFrom(holes, end));
}

function indexFrom(holes: readonly Hole[], offset: number): number {
  let low = 0;
  let high = holes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((holes[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
