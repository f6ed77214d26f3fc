import { describe, expect, it } from 'vitest';
import { type Config, emptyConfig } from '../../src/config/config.ts';
import { createSyntax } from '../../src/syntax/syntax.ts';
import { settledTree } from '../../src/workloads/templates/settled-tree.ts';
import { templateVariants } from '../../src/workloads/templates/variants.ts';
import { memoryTree } from '../support/memory-tree.ts';

type Files = Readonly<Record<string, string>>;

const settled = (files: Files, config: Partial<Config> = {}) => settledTree(memoryTree(files), createSyntax(), { ...emptyConfig, ...config });
const textOf = (files: Files, path: string, config: Partial<Config> = {}): string => settled(files, config).tree.open(path)?.text ?? '';

const role = (template: string, defaults: string, more: Files = {}): Files => ({ 'roles/web/templates/site.conf.j2': template, 'roles/web/defaults/main.yml': defaults, ...more });
const site = 'roles/web/templates/site.conf.j2';

describe('hostile templates', () => {
  it.each(['{% if x in [[1]] %}', '{% if x | default([[1]]) %}', '{% if x in [ %}', '{% if x in (1, 2 %}'])('%s stays as it is written', (tag) => {
    const template = `${tag}a{% endif %}\n`;
    expect(textOf(role(template, 'x: 1\n'), site)).toBe(template);
  });

  it('are read however many blanks stand in their tags', () => {
    const blanks = ' '.repeat(9_000);
    const template = `{% for${blanks}x${blanks.slice(9_000)} of y %}{% endfor %}{% if${blanks}x %}a{% endif %}{% for a, (b) in y %}{{ b }}{{ x }}{% endfor %}\n`;
    expect(textOf(role(template, 'x: 1\nb: 2\n', { 'site.yml': `- tasks: []\n${'\n'.repeat(200_000)}` }), site)).toBe(`{% for${blanks}x of y %}{% endfor %}a{% for a, (b) in y %}{{ b }}1{% endfor %}\n`);
  });
});

describe('variables that name each other ever more often', () => {
  it('end', () => {
    const each = (at: number) => `b${at}: "{{ ${Array.from({ length: 60 }, () => `b${at + 1}`).join(' or ')} }}"\n`;
    const defaults = Array.from({ length: 8 }, (_, at) => each(at)).join('');
    expect(textOf(role('keepalive_timeout {{ b0 }};\n', `${defaults}b8: 60\n`), site)).toBe('keepalive_timeout {{ b0 }};\n');
    expect(textOf(role('keepalive_timeout {{ b4 }};\n', `${defaults}b8: 60\n`), site)).toBe('keepalive_timeout 60;\n');
  });
});

describe('conditionals', () => {
  const start = `#!/bin/sh
{%- if cookiecutter.use_async == 'y' %}
exec gunicorn shop.asgi -k uvicorn_worker.UvicornWorker
{%- else %}
exec gunicorn shop.wsgi
{%- endif %}
`;
  const files: Files = { 'cookiecutter.json': '{ "use_async": "n", "mode": ["small", "big"] }', '{{cookiecutter.slug}}/start': start };
  const path = '{{cookiecutter.slug}}/start';

  it('take the branch of the default', () => expect(textOf(files, path)).toBe('#!/bin/sh\nexec gunicorn shop.wsgi\n'));

  it('take the branch that hoplint.yaml names', () => {
    const config = { use: { ...emptyConfig.use, templates: new Map([['use_async', 'y']]) }, templatePlaces: new Map([['use_async', { file: 'hoplint.yaml', line: 3, column: 5, endLine: 3, endColumn: 6 }]]) };
    expect(textOf(files, path, config)).toContain('shop.asgi');
    expect(textOf(files, path, config)).not.toContain('shop.wsgi');
  });

  it('have their other outcome as a variant, one switch at a time', () => {
    const tree = settled(files);
    tree.tree.open(path);
    const variants = templateVariants(tree);
    expect(variants.map(({ when }) => when)).toEqual(['use_async: y']);
    expect(tree.variant(variants[0]!.taken).tree.open(path)?.text).toBe('#!/bin/sh\nexec gunicorn shop.asgi -k uvicorn_worker.UvicornWorker\n');
  });

  it('are no variants where nothing of a request is at stake, in samples, and for development', () => {
    const tree = settled({
      'cookiecutter.json': '{ "licence": "n", "use_async": "n", "debug": "n" }',
      '{{cookiecutter.slug}}/a.sh': "{% if cookiecutter.licence == 'y' %}\necho hello\n{% endif %}",
      '{{cookiecutter.slug}}/b.sh': "{% if cookiecutter.debug == 'y' %}\ngunicorn --timeout 9000 a\n{% endif %}",
      '{{cookiecutter.slug}}/tests/c.sh': "{% if cookiecutter.use_async == 'y' %}\ngunicorn a\n{% endif %}",
    });
    for (const file of tree.tree.files) tree.tree.open(file);
    expect(templateVariants(tree)).toEqual([]);
  });

  it.each([
    ["cookiecutter.mode == 'small'", true],
    ["cookiecutter.mode != 'small'", false],
    ["cookiecutter.mode in ['big', 'small']", true],
    ["cookiecutter.use_async == 'n' and cookiecutter.mode == 'big'", false],
    ["cookiecutter.use_async == 'y' or (cookiecutter.mode == 'small')", true],
    ["not cookiecutter.use_async", false],
    ['cookiecutter.use_async | bool', false],
    ['cookiecutter.use_async is defined', true],
    ["cookiecutter.use_async == 'y' or cookiecutter.nobody_knows", undefined],
    ["cookiecutter.use_async == 'y' and cookiecutter.nobody_knows", false],
    ["cookiecutter.mode.startswith('s')", undefined],
  ])('%s', (condition, outcome) => {
    const text = textOf({ ...files, '{{cookiecutter.slug}}/x.yaml': `a: 1\n{% if ${condition} %}\nb: 2\n{% endif %}\n` }, '{{cookiecutter.slug}}/x.yaml');
    expect(text).toBe(outcome === undefined ? `a: 1\n{% if ${condition} %}\nb: 2\n{% endif %}\n` : outcome ? 'a: 1\nb: 2\n' : 'a: 1\n');
  });

  it('that nobody decides leave a script without either outcome, for variants to have', () => {
    const script = '#!/bin/sh\n{% if ssl %}\nexec gunicorn a\n{% else %}\nexec gunicorn b\n{% endif %}\n';
    const tree = settled({ 'run.sh.j2': script });
    expect(tree.tree.open('run.sh.j2')?.text).not.toContain('gunicorn');
    expect(templateVariants(tree).map(({ when, taken }) => [when, tree.variant(taken).tree.open('run.sh.j2')?.text])).toEqual([['ssl: true', '#!/bin/sh\nexec gunicorn a\n'], ['ssl: false', '#!/bin/sh\nexec gunicorn b\n']]);
  });

  it('whose tags do not match leave the text as it is', () => {
    for (const text of ['{% if a %}\nx', '{% endif %}\n{% if a %}', '{% else %}x{% endif %}', `${'{% if a %}'.repeat(60)}${'{% endif %}'.repeat(60)}`]) expect(textOf({ 'x.j2': text }, 'x.j2')).toBe(text);
  });
});

describe('values', () => {
  it('of role defaults stand in the place of their variables, with the place that they come from', () => {
    const source = settled(role('keepalive_timeout {{ web_keepalive }};\n', 'web_keepalive: 65s\n')).tree.open(site);
    expect(source?.text).toBe('keepalive_timeout 65s;\n');
    const through = source?.through?.(18, 21);
    expect(through?.variable).toBe('web_keepalive');
    expect(through?.places.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual(['roles/web/defaults/main.yml:1:16', `${site}:1:19`]);
    expect(source?.place(0)).toMatchObject({ file: site, line: 1, column: 1 });
  });

  it.each([
    ['a play', { 'site.yml': '- hosts: web\n  vars:\n    web_keepalive: 20s\n' }],
    ['one group', { 'group_vars/shops.yml': 'web_keepalive: 20s\n' }],
    ['one host', { 'inventory/host_vars/a/main.yml': 'web_keepalive: 20s\n' }],
  ])('stay open where %s has another one', (_, more) => expect(textOf(role('keepalive_timeout {{ web_keepalive }};', 'web_keepalive: 65s\n', more), site)).toBe('keepalive_timeout {{ web_keepalive }};'));

  it('of group_vars/all win over the defaults of the role', () => expect(textOf(role('{{ web_keepalive }}', 'web_keepalive: 65s\n', { 'group_vars/all.yml': 'web_keepalive: 30s\n' }), site)).toBe('30s'));
  it('follow variables that name others', () => expect(textOf(role('{{ a }}', 'a: "{{ b }}"\nb: 7\n'), site)).toBe('7'));
  it('end at a circle', () => expect(textOf(role('{{ a }}', 'a: "{{ b }}"\nb: "{{ a }}"\n'), site)).toBe('{{ a }}'));
  it('with the names of secrets are not read', () => expect(textOf(role('{{ db_password }}', 'db_password: hunter2\n'), site)).toBe('{{ db_password }}'));
  it('mean something else inside a loop over them', () => expect(textOf(role('{% for port in ports %}{{ port }}{% endfor %}', 'port: 1\n'), site)).toBe('{% for port in ports %}{{ port }}{% endfor %}'));
  it('are set by the template itself', () => expect(textOf(role('{% set t = wait %}{{ t }}', 'wait: 9\n'), site)).toBe('{% set t = wait %}9'));

  it('of Chef attributes', () => {
    const files: Files = {
      'cookbooks/web/attributes/default.rb': "default['web']['keepalive'] = 20\ndefault[:web][:wait] = 30\n",
      'cookbooks/web/recipes/big.rb': "node.default['web']['wait'] = 300\n",
      'cookbooks/web/templates/default/nginx.conf.erb': "keepalive_timeout <%= node['web']['keepalive'] %>; proxy_read_timeout <%= node[:web][:wait] -%>;",
    };
    expect(textOf(files, 'cookbooks/web/templates/default/nginx.conf.erb')).toBe('keepalive_timeout 20; proxy_read_timeout <%= node[:web][:wait] -%>;');
  });

  it('of Puppet classes and EPP parameters', () => {
    const files: Files = {
      'manifests/params.pp': 'class web::params {\n  $keepalive = 65\n}\n',
      'manifests/init.pp': "class web (\n  Integer $keepalive = $web::params::keepalive,\n  String[1] $wait = '60s',\n) inherits web::params {}\n",
      'templates/a.erb': 'keepalive_timeout <%= @keepalive %>; proxy_read_timeout <%= @wait %>;',
      'templates/b.epp': '<%- | Integer $send = 5, $open | -%>\nsend_timeout <%= $send %>; keepalive_timeout <%= $web::keepalive %>; x <%= $open %>;',
    };
    expect(textOf(files, 'templates/a.erb')).toBe('keepalive_timeout 65; proxy_read_timeout 60s;');
    expect(textOf(files, 'templates/b.epp')).toContain('send_timeout 5; keepalive_timeout 65; x <%= $open %>;');
  });
});
