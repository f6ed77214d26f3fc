import { parseApache } from '../../src/syntax/apache.ts';
import { parseBicep } from '../../src/syntax/bicep.ts';
import { parseCaddyfile } from '../../src/syntax/caddyfile.ts';
import { parseDockerfile } from '../../src/syntax/dockerfile.ts';
import { parseHaproxy } from '../../src/syntax/haproxy.ts';
import { parseTemplate } from '../../src/syntax/hcl-string.ts';
import { hclOfJson } from '../../src/syntax/hcl-json.ts';
import { parseHcl } from '../../src/syntax/hcl.ts';
import { parseIni } from '../../src/syntax/ini.ts';
import { blankJsonComments } from '../../src/syntax/json-comments.ts';
import { parseNginx } from '../../src/syntax/nginx.ts';
import { parseProgram } from '../../src/syntax/program/parse.ts';
import { parseShell } from '../../src/syntax/shell.ts';
import type { Source } from '../../src/syntax/source.ts';
import { substitute } from '../../src/syntax/substitute.ts';
import { mask } from '../../src/syntax/template.ts';
import { parseVcl } from '../../src/syntax/vcl.ts';
import { visibleDefault, withDefaults } from '../../src/syntax/visible-default.ts';
import { parseXml } from '../../src/syntax/xml.ts';
import { parseYaml } from '../../src/syntax/yaml.ts';
import { routesOfRule } from '../../src/systems/traefik/rule.ts';
import { readDotenv } from '../../src/workloads/dotenv.ts';
import { parseTemplate as parseGoTemplate } from '../../src/workloads/helm/template.ts';
import { blocksOf } from '../../src/workloads/templates/blocks.ts';

/** By the name of a file in its language. */
export const parsers: Readonly<Record<string, (source: Source) => unknown>> = {
  'a.yaml': parseYaml,
  'a.json': (source) => [parseYaml(source), sameLength(source.text, blankJsonComments(source.text))],
  'nginx.conf': parseNginx,
  'a.ini': parseIni,
  Dockerfile: parseDockerfile,
  'a.sh': parseShell,
  'a.tf': (source) => [parseHcl(source), parseTemplate(source)],
  'a.tf.json': (source) => parseYaml(source).documents.map(hclOfJson),
  'a.bicep': parseBicep,
  'haproxy.cfg': parseHaproxy,
  'httpd.conf': parseApache,
  Caddyfile: parseCaddyfile,
  'a.vcl': parseVcl,
  'a.xml': parseXml,
  'a.tpl': readTemplate,
  'a.gotmpl': (source) => parseGoTemplate(source.text),
  'a.jinja': (source) => blocksOf(source.text),
  '.env': readDotenv,
  rule: (source) => routesOfRule(source.text),
  'a.py': parseProgram,
  'a.go': parseProgram,
  'a.cs': parseProgram,
  'a.rb': parseProgram,
  'a.java': parseProgram,
  'a.php': parseProgram,
  'a.js': parseProgram,
  'a.tsx': parseProgram,
  'a.vue': parseProgram,
};

function readTemplate(source: Source): unknown {
  const { text } = source;
  const env = (name: string) => (name === 'A' ? { value: text.slice(0, 50), expression: '$A', places: [source.place(0)] as const, origin: 'configured' as const } : undefined);
  for (const kind of ['yaml', 'nginx', 'plain'] as const) sameLength(text, mask(text, kind).text);
  return [visibleDefault(text), withDefaults(text), substitute(text, source.place(0), env), substitute(text, source.place(0), env, { parentheses: true })];
}

function sameLength(text: string, masked: string): undefined {
  if (masked.length !== text.length) throw new Error(`the mask is ${masked.length} long, the text ${text.length}`);
}
