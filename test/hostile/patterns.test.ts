import { describe, expect, it } from 'vitest';
import { inspected } from './command.ts';
import { type Contents, folderOf, known } from './folder.ts';

/** Patterns that a backtracking matcher tries in more ways than there are seconds. */
const traps = ['(a+)+$', '(a|a)*$', '(a|aa)+$', '(.*)*b', '(a?){40}a{40}$', `${'a?'.repeat(40)}${'a'.repeat(40)}$`, `${'.*'.repeat(12)}b$`, `${'(a|a)'.repeat(30)}b$`, '(?:a(?:b|a)?)+$', '(?=(a+))\\1*b', `${'[^/]*'.repeat(9)}!`];
const long = `/${'a'.repeat(480)}`;

describe('regular expressions of a repository', () => {
  it.each(traps)('%s is never tried in every way', (trap) => {
    inspected(folderOf({
      ...known,
      'hoplint.yaml': `endpoints:\n${[long, `/${'a'.repeat(38)}c`, '/a'.repeat(30)].map((path) => `  - { path: ${path}, duration: 120s }\n`).join('')}ignore: [ '${trap.replaceAll('/', '')}' ]\n`,
      'a/nginx.conf': `events {}\nhttp { server { listen 80; location ~ "^/${trap}" { proxy_pass http://a; proxy_read_timeout 5s; } location ~* "${trap}" { proxy_pass http://b; } } map $uri $x { "~${trap}" 1; } }\n`,
      'b/haproxy.cfg': `frontend a\n  bind :81\n  acl a path_reg ${trap}\n  acl b hdr_reg(host) ${trap}\n  use_backend b if a || b\nbackend b\n  timeout server 5s\n  server a a:80\n`,
      'c/compose.yaml': `services: { t: { image: "traefik:v3", command: [ --providers.docker ] }, a: { image: a, command: gunicorn app:app, labels: { traefik.http.routers.a.rule: "PathRegexp(\`${trap}\`) || HostRegexp(\`${trap}\`)" } } }\n`,
      'd/ingress.yaml': `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: a, annotations: { nginx.ingress.kubernetes.io/use-regex: "true" } }\nspec: { ingressClassName: nginx, rules: [ { http: { paths: [ { path: '/${trap}', pathType: ImplementationSpecific, backend: { service: { name: a, port: { number: 80 } } } } ] } } ] }\n`,
      'e/httpd.conf': `Listen 82\nProxyPassMatch "^/${trap}" "http://a/"\n<LocationMatch "${trap}">\nProxyPass "http://b/"\n</LocationMatch>\n`,
    }));
  });

  it('of ignore files and globs are never tried in every way', () => {
    const name = 'a'.repeat(200);
    const globs = ['*a'.repeat(40), `${'a*'.repeat(60)}b`, `${'**/'.repeat(60)}b`, `${'?*'.repeat(40)}b`, `${'[a-a]*'.repeat(30)}b`, `${'(a+)+'.repeat(20)}$`];
    inspected(folderOf({
      ...known, '.gitignore': globs.join('\n'), [`x/${name}`]: '', [`${'a/'.repeat(90)}${name}.conf`]: 'upstream a {', [`x/${name}.conf`]: 'upstream a {',
      'x/nginx.conf': `events {}\nhttp { ${globs.map((glob) => `include ${glob}; include conf.d/${glob}.conf;`).join(' ')} server { listen 80; location / { proxy_pass http://a; } } }\n`,
      'x/compose.yaml': `services: { a: { image: nginx, volumes: [ ".:/etc/nginx" ] } }\n`, 'x/Dockerfile': `FROM nginx\n${globs.map((glob) => `COPY ${glob} /etc/nginx/\n`).join('')}`,
      'x/package.json': JSON.stringify({ workspaces: globs }), 'x/httpd.conf': globs.map((glob) => `Include ${glob}\n`).join(''), 'x/Caddyfile': globs.map((glob) => `import ${glob}\n`).join(''),
      'hoplint.yaml': `ignore: ${JSON.stringify(globs)}\n`,
    }));
  });
});

describe('long runs of what a pattern looks for', () => {
  const length = 60_000;
  const runs = [' ', '\n', '\t', '\n ', 'a', 'a ', 'a.', '-', '#', '"', "'", '\\', '/', '(', '[', '{', '<', '=', ': ', '0', '1s', ',', '$', '${', '{{', '{%', '&', '*', 'http://', 'import ', 'from ', 'server ', 'location ', 'upstream ', 'FROM ', '- ', 'new ', 'func ', '<a ', 'a=', 'a\n', '\r', 'é', '//', '/*', '"a",'];
  const files: Contents = {
    'nginx.conf': 'upstream a { server b; }\n', 'compose.yaml': 'services: { a: { image: nginx } }\n', 'app.yaml': 'apiVersion: v1\nkind: Service\n', 'Dockerfile': 'FROM python\nCMD gunicorn app:app\n', 'a.py': 'import requests\nrequests.get("http://a/")\n', 'a.js': 'import axios from "axios";\naxios.get("http://a/");\n', 'a.go': 'package main\nimport "net/http"\n', 'A.cs': 'using System.Net.Http;\n', 'A.java': 'import java.net.http.HttpClient;\n', 'a.rb': "require 'faraday'\n", 'a.php': '<?php new GuzzleHttp\\Client();\n', 'main.tf': 'resource "aws_lb" "a" {}\n', 'haproxy.cfg': 'frontend a\n  bind :80\n', 'httpd.conf': 'Listen 80\nProxyPass / http://a/\n', 'Caddyfile': ':80\nreverse_proxy a:1\n', 'default.vcl': 'vcl 4.1;\nbackend a { .host = "b"; }\n', 'server.xml': '<Server><Connector port="80"/></Server>\n', 'uwsgi.ini': '[uwsgi]\nhttp = :80\n', 'php-fpm.conf': '[www]\nlisten = 9000\n', 'a.sh': '#!/bin/sh\nexec gunicorn app:app\n', 'package.json': '{ "scripts": { "start": "node a.js" } }\n', 'requirements.txt': 'gunicorn\n', 'pom.xml': '<project><artifactId>spring-boot-starter-web</artifactId></project>\n', 'application.properties': 'server.port=80\n', 'a.bicep': "resource a 'Microsoft.Web/sites@1' = {}\n", 'Makefile': 'all:\n\tgunicorn app:app\n', 'Procfile': 'web: gunicorn app:app\n', 'a.service': '[Service]\nExecStart=/usr/bin/gunicorn app:app\n', 'puma.rb': 'port 80\n', 'h2o.conf': 'listen: 80\n', 'templates/a.yaml': 'kind: Service\na: {{ .Values.a }}\n', 'Chart.yaml': 'name: a\n', '.env': 'A=1\n', 'go.mod': 'module a\n', 'Gemfile': 'gem "puma"\n', '.gitignore': '*.log\n',
  };

  it.each(runs)('%j does not stop the rest', (run) => {
    const repeated = run.repeat(length / run.length);
    const texts = Object.entries(files).map(([path, text]) => [`x/${path}`, `${String(text)}${repeated}\n${String(text)}`]);
    expect(texts.length).toBeGreaterThan(30);
    inspected(folderOf({ ...known, ...Object.fromEntries(texts) }));
  });
});
