import type { Contents } from './folder.ts';

/** A language with something in it that nests. */
export interface Nested {
  readonly name: string;
  /** The file that nests, below its folder. */
  readonly file: string;
  /** There is a layer of this system while the nesting is no deeper than people write: the file is really read. */
  readonly system: string;
  readonly text: (nest: Nest) => string;
  readonly beside?: Contents;
  /** No problem at any depth: the layer stays, what nests is passed over or unknown. */
  readonly harmless?: true;
}

type Nest = (open: string, inner: string, close: string) => string;

const compose = (app: string): Contents => ({ 'compose.yaml': `services: { app: ${app} }\n` });
const built = compose('{ build: . }');
const python = { Dockerfile: 'FROM python:3.12\nCOPY . .\n' };
const node = { ...built, Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n', 'package.json': '{}' };
const server = 'const server = require("http").createServer();\nserver.keepAliveTimeout = 7000;\nserver.listen(80);\n';
const started = { ...built, ...python };

export const nested: readonly Nested[] = [
  { name: 'nginx', file: 'nginx.conf', system: 'nginx', text: (nest) => `events {}\nhttp { server { listen 80; location / { proxy_pass http://10.0.0.1; ${nest('if ($a) { ', 'break;', ' }')} } } }\n` },
  { name: 'Lua in nginx', file: 'nginx.conf', system: 'nginx', harmless: true, text: (nest) => `events {}\nhttp { server { listen 80; location / { proxy_pass http://10.0.0.1; access_by_lua_block { a = ${nest('{ ', '1', ' }')} } } } }\n` },
  { name: 'YAML, flow lists', file: 'compose.yaml', system: 'gunicorn', text: (nest) => `services: { app: { image: "python:3.12", command: gunicorn app:app, x-a: ${nest('[', '', ']')} } }\n` },
  { name: 'YAML, flow maps', file: 'app.yaml', system: 'gunicorn', text: (nest) => deployment(`{ name: a, image: "python:3.12", command: [ gunicorn, app:app ], x: ${nest('{ a: ', '1', ' }')} }`) },
  { name: 'YAML, block lists', file: 'compose.yaml', system: 'gunicorn', text: (nest) => `services:\n  app:\n    image: python:3.12\n    command: gunicorn app:app\nx-a:\n  ${nest('- ', 'a', '')}\n` },
  { name: 'YAML, keys', file: 'compose.yaml', system: 'gunicorn', text: (nest) => `services:\n  app:\n    image: python:3.12\n    command: gunicorn app:app\nx-a:\n  ${nest('? ', 'a', '')}\n` },
  { name: 'YAML, indentation', file: 'compose.yaml', system: 'gunicorn', text: (nest) => `services:\n  app:\n    image: python:3.12\n    command: gunicorn app:app\nx-a:\n${steps(nest, 'a:')}` },
  { name: 'JSON', file: 'package.json', system: 'node', beside: { ...built, Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["npm", "start"]\n', 'server.js': server }, text: (nest) => `{ "scripts": { "start": "node server.js" }, "a": ${nest('[', '', ']')} }\n` },
  { name: 'CloudFormation', file: 'stack.json', system: 'aws-lambda', text: (nest) => `{ "AWSTemplateFormatVersion": "2010-09-09", "Resources": { "A": { "Type": "AWS::Serverless::Function", "Properties": { "Timeout": 120, "Events": { "E": { "Type": "Api", "Properties": { "Path": "/", "Method": "get" } } }, "Tags": ${nest('{ "a": ', '1', ' }')} } } } }\n` },
  { name: 'HCL, blocks', file: 'main.tf', system: 'cloud-run', text: (nest) => service(nest('a {\n', '', '}\n')) },
  { name: 'HCL, parentheses', file: 'main.tf', system: 'cloud-run', text: (nest) => service(`  a = ${nest('(', '60', ')')}\n`) },
  { name: 'HCL, signs', file: 'main.tf', system: 'cloud-run', harmless: true, text: (nest) => service(`  a = ${nest('!', 'true', '')}\n`) },
  { name: 'HCL, templates', file: 'main.tf', system: 'cloud-run', text: (nest) => service(`  a = "${nest('${"', 'a', '"}')}"\n`) },
  { name: 'HCL in JSON', file: 'main.tf.json', system: 'cloud-run', text: (nest) => `{ "resource": { "google_cloud_run_v2_service": { "a": { "name": "a", "template": { "timeout": "120s", "containers": { "image": "a/b" } }, "labels": ${nest('{ "a": ', '1', ' }')} } } } }\n` },
  { name: 'Bicep', file: 'main.bicep', system: 'azure-app-gateway', harmless: true, text: (nest) => `resource a 'Microsoft.Network/applicationGateways@2023-01-01' = {\n  name: 'a'\n  properties: { backendHttpSettingsCollection: [ { name: 'b', properties: { requestTimeout: 30 } } ] }\n  tags: ${nest('{ a: ', '1', ' }')}\n}\n` },
  { name: 'Caddyfile', file: 'Caddyfile', system: 'caddy', text: (nest) => `:80 {\n\treverse_proxy 10.0.0.1:80\n\t${nest('a {\n', '', '}\n')}\n}\n` },
  { name: 'HAProxy', file: 'haproxy.cfg', system: 'haproxy', harmless: true, text: (nest) => `defaults\n  timeout connect 5s\n  timeout client 5s\n  timeout server 5s\nfrontend a\n  bind :80\n  use_backend b if ${nest('{ ', 'path /', ' }')}\n  default_backend b\nbackend b\n  server a 10.0.0.1:80\n` },
  { name: 'Apache', file: 'httpd.conf', system: 'apache', text: (nest) => `Listen 80\nProxyPass "/" "http://10.0.0.1/"\n${nest('<a>\n', '', '</a>\n')}` },
  { name: 'VCL', file: 'default.vcl', system: 'varnish', harmless: true, text: (nest) => `vcl 4.1;\nbackend default { .host = "10.0.0.1"; .first_byte_timeout = 5s; }\nsub vcl_recv { ${nest('if(a){', 'b;', '}')} }\n` },
  { name: 'XML', file: 'server.xml', system: 'tomcat', text: (nest) => `<Server><Service><Connector port="80" protocol="HTTP/1.1" keepAliveTimeout="5000"/><Engine>${nest('<Host>', '', '</Host>')}</Engine></Service></Server>\n` },
  { name: 'ini', file: 'uwsgi.ini', system: 'uwsgi', harmless: true, text: (nest) => `[uwsgi]\nhttp-socket = :80\nharakiri = 30\na = ${nest('%(', 'b', ')')}\n` },
  { name: 'systemd', file: 'a.service', system: 'gunicorn', harmless: true, text: (nest) => `[Service]\nExecStart=/usr/bin/gunicorn --timeout 90 app:app ${nest('${A:-', '', '}')}\n` },
  { name: 'a script, substitutions', file: 'run.sh', system: 'gunicorn', harmless: true, beside: { ...built, Dockerfile: 'FROM python:3.12\nCOPY . /srv/\nCMD ["/srv/run.sh"]\n' }, text: (nest) => `#!/bin/sh\na=${nest('$(', 'x', ')')}\nexec gunicorn app:app\n` },
  { name: 'a script, groups', file: 'run.sh', system: 'gunicorn', harmless: true, beside: { ...built, Dockerfile: 'FROM python:3.12\nCOPY . /srv/\nCMD ["/srv/run.sh"]\n' }, text: (nest) => `#!/bin/sh\n${nest('(', 'b', ')')}\nexec gunicorn app:app\n` },
  { name: 'Dockerfile', file: 'Dockerfile', system: 'gunicorn', beside: built, text: (nest) => `FROM python:3.12\nENV A="${nest('${B:-', 'a', '}')}"\nCMD gunicorn --timeout 90 app:app\n` },
  { name: 'a command of compose', file: 'compose.yaml', system: 'gunicorn', harmless: true, text: (nest) => `services: { app: { image: "python:3.12", command: "gunicorn --timeout ${nest('${A:-', '90', '}')} app:app" } }\n` },
  { name: 'Python, lists', file: 'gunicorn.conf.py', system: 'gunicorn', beside: { ...started, ...compose('{ build: ., command: gunicorn app:app }') }, text: (nest) => `timeout = 90\na = ${nest('[', '', ']')}\n` },
  { name: 'Python, sums', file: 'gunicorn.conf.py', system: 'gunicorn', beside: { ...started, ...compose('{ build: ., command: gunicorn app:app }') }, text: (nest) => `timeout = 90\na = ${nest('1 + ', '1', '')}\n` },
  { name: 'Python, indentation', file: 'gunicorn.conf.py', system: 'gunicorn', beside: { ...started, ...compose('{ build: ., command: gunicorn app:app }') }, text: (nest) => `timeout = 90\n${steps(nest, 'if a:')}` },
  { name: 'JavaScript, lists', file: 'server.js', system: 'node', beside: node, text: (nest) => `${server}const a = ${nest('[', '1', ']')};\n` },
  { name: 'JavaScript, calls', file: 'server.js', system: 'node', beside: node, text: (nest) => `${server}const a = ${nest('f(', '1', ')')};\n` },
  { name: 'JavaScript, sums', file: 'server.js', system: 'node', beside: node, text: (nest) => `${server}const a = ${nest('1 + ', '1', '')};\n` },
  { name: 'JavaScript, chains', file: 'server.js', system: 'node', beside: node, text: (nest) => `${server}const a = b${nest('.c()', '', '')};\n` },
  { name: 'TypeScript, types', file: 'client.ts', system: 'js-axios', text: (nest) => `import axios from 'axios';\naxios.get('http://a.example/');\nconst a: ${nest('A<', 'b', '>')} = [];\n` },
  { name: 'TypeScript, blocks', file: 'client.ts', system: 'js-axios', text: (nest) => `import axios from 'axios';\naxios.get('http://a.example/');\n${nest('{ ', '', '}')}\n` },
  { name: 'Vue', file: 'client.vue', system: 'js-axios', text: (nest) => `<template><a/></template>\n<script>\nimport axios from 'axios';\naxios.get('http://a.example/');\nconst a = ${nest('[', '', ']')};\n</script>\n` },
  { name: 'Go', file: 'main.go', system: 'go-client', text: (nest) => `package main\nimport "net/http"\nfunc main() { c := http.Client{}\n c.Get("http://a.example/")\n a := ${nest('(', '1', ')')}\n }\n` },
  { name: 'Java', file: 'A.java', system: 'java-http', text: (nest) => `import java.net.http.HttpClient;\nimport java.net.http.HttpRequest;\nclass A { void b() { HttpClient c = HttpClient.newHttpClient(); c.send(HttpRequest.newBuilder().uri(URI.create("http://a.example/")).build(), null); int a = ${nest('(', '1', ')')}; } }\n` },
  { name: 'C#', file: 'A.cs', system: 'dotnet-httpclient', text: (nest) => `using System.Net.Http;\nclass A { void B() { var c = new HttpClient(); c.GetAsync("http://a.example/"); var a = ${nest('(', '1', ')')}; } }\n` },
  { name: 'Ruby', file: 'config/puma.rb', system: 'puma', beside: { ...compose('{ build: ., command: bundle exec puma -p 80 }'), Dockerfile: 'FROM ruby:3.3\nCOPY . .\n', Gemfile: 'gem "puma"\n' }, text: (nest) => `persistent_timeout 30\na = ${nest('[', '1', ']')}\n` },
  { name: 'Ruby, strings', file: 'config/puma.rb', system: 'puma', beside: { ...compose('{ build: ., command: bundle exec puma -p 80 }'), Dockerfile: 'FROM ruby:3.3\nCOPY . .\n', Gemfile: 'gem "puma"\n' }, text: (nest) => `persistent_timeout 30\na = ${nest('"#{', '1', '}"')}\n` },
  { name: 'PHP', file: 'a.php', system: 'php-guzzle', text: (nest) => `<?php\n$client = new GuzzleHttp\\Client();\n$client->get('http://a.example/');\n$a = ${nest('[', '', ']')};\n` },
  { name: 'Helm, parentheses', file: 'templates/a.yaml', system: 'gunicorn', harmless: true, beside: chart(), text: (nest) => `${deployment('{ name: a, image: "python:3.12", command: [ gunicorn, app:app ] }')}x: {{ ${nest('(', 'default 1 .Values.a', ')')} }}\n` },
  { name: 'Helm, conditionals', file: 'templates/a.yaml', system: 'gunicorn', harmless: true, beside: chart(), text: (nest) => `${deployment('{ name: a, image: "python:3.12", command: [ gunicorn, app:app ] }')}${nest('{{ if .Values.a }}\n', 'x: 1\n', '{{ end }}\n')}` },
  { name: 'Jinja', file: 'templates/nginx.conf.j2', system: 'nginx', harmless: true, text: (nest) => `events {}\nhttp {\n  server {\n    listen 80;\n    location / { proxy_pass http://10.0.0.1; }\n${nest('{% if a %}\n', '', '{% endif %}\n')}  }\n}\n` },
  { name: 'variables with defaults', file: '.env', system: 'gunicorn', harmless: true, beside: { ...compose('{ image: "python:3.12", env_file: .env, command: "gunicorn app:app" }') }, text: (nest) => `GUNICORN_CMD_ARGS=--timeout ${nest('${A:-', '90', '}')}\n` },
];

function chart(): Contents {
  return { 'Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\n', 'values.yaml': 'a: 1\n' };
}

function service(inner: string): string {
  return `resource "google_cloud_run_v2_service" "a" {\n  name = "a"\n${inner}  template {\n    timeout = "120s"\n    containers {\n      image = "a/b"\n    }\n  }\n}\n`;
}

function deployment(container: string): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { selector: { matchLabels: { a: b } }, template: { metadata: { labels: { a: b } }, spec: { containers: [ ${container} ] } } }\n`;
}

/** As deep as lines can be indented in a file that is read at all. */
function steps(nest: Nest, word: string): string {
  const depth = Math.min(nest('-', '', '').length, 1200);
  return Array.from({ length: depth }, (_, at) => `${' '.repeat(at)}${word}\n`).join('') + `${' '.repeat(depth)}b\n`;
}
