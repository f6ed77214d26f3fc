import { findHoles } from './template-holes.ts';

/** A default that a template expression shows, with the variable that it stands in for. */
export interface VisibleDefault {
  readonly value: string;
  readonly variable: string;
}

const literal = String.raw`("[^"]*"|'[^']*'|-?[\w.]+)`;
const name = String.raw`([.$@]{0,2}[A-Za-z_][\w.$:\[\]"']*)`;
const quotedName = String.raw`["'](/?[A-Za-z_][\w./-]*)["']`;
const forms: readonly { readonly pattern: RegExp; readonly value: number; readonly variable: number }[] = [
  { pattern: new RegExp(String.raw`^${name}\s*\|\s*default\s*\(\s*${literal}\s*[,)]`), variable: 1, value: 2 },
  { pattern: new RegExp(String.raw`^\(?${name}\)?\s*\|\s*default\s+${literal}(?:\s|\||$)`), variable: 1, value: 2 },
  { pattern: new RegExp(String.raw`^default\s+${literal}\s+${name}`), value: 1, variable: 2 },
  { pattern: new RegExp(String.raw`^=?\s*${name}\s*(?:\|\||or)\s*${literal}$`), variable: 1, value: 2 },
  { pattern: new RegExp(String.raw`^(?:default|or)\s+([.$]{1,2}[A-Za-z_][\w.]*)\s+${literal}$`), variable: 1, value: 2 },
  { pattern: new RegExp(String.raw`^(?:(?:env\.)?[gG]etenv|envOrDefault|envOr|env|getv|keyOrDefault)\s*\(?\s*${quotedName}[\s,]+${literal}\s*\)?$`), variable: 1, value: 2 },
  { pattern: new RegExp(String.raw`^ENV\.fetch\s*\(?\s*${quotedName}\s*(?:,\s*|\)\s*\{\s*)${literal}\s*[)}]?$`), variable: 1, value: 2 },
  { pattern: new RegExp(String.raw`^lookup\(\s*["']env["']\s*,\s*${quotedName}\s*\)\s*\|\s*default\s*\(\s*${literal}\s*[,)]`), variable: 1, value: 2 },
];

/** Understands `{{ x | default(60) }}`, `{{ .Values.x | default 60 }}`, `{{ default 60 .Values.x }}`, `{{ default .Env.X "60" }}`, `{{ getenv "X" "60" }}`, `<%= @x || 60 %>`, `<%= ENV.fetch('X', 60) %>`, `${X:-60}`. */
export function visibleDefault(templateText: string): VisibleDefault | undefined {
  const text = templateText.trim();
  const shell = /^\$\{(\w+):?-([^{}$]*)\}$/.exec(text);
  if (shell) return { variable: shell[1] ?? '', value: shell[2] ?? '' };
  if (text.length > 500 || !/^(\{\{|<%)[\s\S]*(\}\}|%>)$/.test(text)) return undefined;
  const body = text.slice(2, -2).replace(/^[-~=]+/, '').replace(/[-~]$/, '').trim();
  if (/\}\}|%>/.test(body)) return undefined;
  for (const { pattern, value, variable } of forms) {
    const match = pattern.exec(body);
    const found = match?.[value];
    if (match && found !== undefined && isLiteral(found)) return { value: unquote(found), variable: plainName(match[variable] ?? '') };
  }
  return undefined;
}

const environment = /^(?:\.Env\.([A-Za-z_]\w*)|\(?\s*(?:(?:env\.)?[gG]etenv|env)\s*\(?\s*["']([A-Za-z_]\w*)["'].*|=?\s*ENV(?:\.fetch\(|\[)\s*["']([A-Za-z_]\w*)["'].*|\{?\s*([A-Z][A-Z0-9_]+)\s*\}?)$/;

/** The environment variable that a tag stands for: `{{ .Env.X }}`, `{{ getenv "X" }}`, `<%= ENV['X'] %>`, `{{X}}`. */
export function environmentVariable(templateText: string): string | undefined {
  if (templateText.length > 500 || !/^(\{\{|<%)/.test(templateText)) return undefined;
  const body = templateText.slice(2, -2).replace(/^[-~=]+/, '').replace(/[-~]$/, '').trim();
  const bare = body.replace(/^default\s+(?:"[^"]*"\s+)?/, '').replace(/\s*\|.*$/, '').replace(/\s+"[^"]*"$/, '');
  return (environment.exec(bare) ?? environment.exec(body))?.slice(1).find((name) => name !== undefined);
}

/** Environment variables by their own names. */
const plainName = (name: string): string => /^(?:\.Env\.|ENV\[["'])(\w+)/.exec(name)?.[1] ?? name;

/** A text whose every template tag shows a default, with the defaults put in. */
export function withDefaults(text: string): VisibleDefault | undefined {
  const variables: string[] = [];
  let value = '';
  let at = 0;
  for (const hole of findHoles(text)) {
    const visible = visibleDefault(hole.text);
    if (visible === undefined) return undefined;
    variables.push(visible.variable);
    value += text.slice(at, hole.start) + visible.value;
    at = hole.end;
  }
  return variables.length === 0 ? undefined : { value: value + text.slice(at), variable: variables.join(', ') };
}

const isLiteral = (text: string): boolean => /^["']/.test(text) || /^-?\d/.test(text) || /^(true|false)$/i.test(text);
const unquote = (text: string): string => (/^["']/.test(text) ? text.slice(1, -1) : text);
