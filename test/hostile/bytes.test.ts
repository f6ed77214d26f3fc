import { describe, expect, it } from 'vitest';
import { hoplint, inspected, problemsOf } from './command.ts';
import { folderOf, known } from './folder.ts';

const nginx = (time: string): string => `events {}\nhttp { keepalive_timeout ${time}; server { listen 80; location / { proxy_pass http://a; proxy_read_timeout ${time}; } } }\n`;
const languages = ['py', 'go', 'cs', 'rb', 'java', 'php', 'js', 'ts', 'vue'];
const named = ['nginx.conf', 'compose.yaml', 'a.json', 'Dockerfile', 'a.sh', 'main.tf', 'a.bicep', 'haproxy.cfg', 'httpd.conf', 'Caddyfile', 'a.vcl', 'pom.xml', 'uwsgi.ini', 'package.json', ...languages.map((end) => `a.${end}`)];

describe('bytes', () => {
  it('that are no text make a problem', () => {
    const root = folderOf({
      ...known,
      'zero/nginx.conf': Buffer.from('events {}\u0000 upstream a {'),
      'wide/compose.yaml': Buffer.from('\uFEFFservices: {}', 'utf16le'),
      'wide/big-endian.yaml': Buffer.from([0xfe, 0xff, 0, 0x61]),
    });
    expect(problemsOf(inspected(root))).toEqual(['wide/big-endian.yaml:1 is UTF-16, not UTF-8', 'wide/compose.yaml:1 is UTF-16, not UTF-8', 'zero/nginx.conf:1 is binary']);
  });

  it('that are invalid UTF-8 or late NUL bytes do not stop the rest', () => {
    const invalid = Buffer.concat([Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf5]), Buffer.from(`${' '.repeat(9000)}\u0000\u0001\u2028upstream services: FROM requests {`)]);
    inspected(folderOf({ ...known, ...Object.fromEntries(named.map((name) => [`x/${name}`, invalid])) }));
  });
});

describe('numbers', () => {
  it('beyond all measure are judged or refused', () => {
    const huge = ['1e309s', '99999999999999999999h', `${'9'.repeat(400)}`, '-1', '0x7fffffffffffffff', '1e-400', 'NaN', '٣s', '9007199254740993ms', `1${'h1'.repeat(5000)}`];
    const files = huge.flatMap((time, at): [string, string][] => [
      [`n${at}/nginx.conf`, nginx(time)],
      [`n${at}/compose.yaml`, `services:\n  a:\n    image: example/a\n    command: gunicorn --timeout ${time} --keep-alive "${time}" app:app\n    stop_grace_period: ${time}\n    deploy: { replicas: ${time} }\n    ports: [ "${time}:${time}" ]\n`],
      [`n${at}/haproxy.cfg`, `defaults\n  timeout server ${time}\n  timeout client ${time}\n  retries ${time}\nfrontend a\n  bind :${time}\n  default_backend b\nbackend b\n  server a b:${time}\n  server-template x 1-${time} b:80\n`],
      [`n${at}/app.yaml`, `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { replicas: ${time}, template: { spec: { terminationGracePeriodSeconds: ${time}, containers: [ { name: a, image: a, command: [ uwsgi, --http, ":${time}", --harakiri, "${time}" ], livenessProbe: { httpGet: { port: ${time} }, periodSeconds: ${time}, failureThreshold: ${time} } } ] } } }\n`],
      [`n${at}/main.tf`, `resource "aws_lb" "a" {\n  count = ${/^[\d.e-]+$/.test(time) ? time : `"${time}"`}\n  idle_timeout = "${time}"\n}\nlocals {\n  a = range(0, 99999999999)\n}\n`],
      [`n${at}/a.py`, `import requests\nrequests.get("http://a:${time}/", timeout=10 ** 10 ** 10)\nrequests.get("http://a/", timeout=${/^\d+$/.test(time) ? time : 1} << 99999999999)\n`],
      [`n${at}/a.js`, `fetch("http://a/", { signal: AbortSignal.timeout(${/^\d+$/.test(time) ? time : 1} ** 1e308) });\n`],
      [`n${at}/a.sh`, `exec gunicorn --timeout $((99999999999999999999 * 9)) --timeout $(seq ${time}) app:app\n`],
    ]);
    const result = inspected(folderOf({ ...known, ...Object.fromEntries(files) }));
    expect(JSON.stringify(result)).not.toMatch(/:null,"written"|NaN ?m?s/);
  });
});

describe('words that every object knows', () => {
  const words = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];

  it.each(words)('%s is a word as any other', (word) => {
    const files = {
      'a/compose.yaml': `services:\n  ${word}:\n    image: ${word}:${word}\n    build: ${word}\n    command: ${word} --${word} -c ${word}\n    environment: { ${word}: "\${${word}:-1}" }\n    labels: { ${word}: ${word}, "traefik.http.routers.${word}.rule": "${word}(\`a\`)" }\n    extends: { service: ${word} }\n    ${word}: ${word}\n  run: { image: a, command: npm run ${word} }\n  sh: { image: a, command: sh -c "${word} && test 1 ${word} 2 && exec ${word} gunicorn app:app" }\n${word}: ${word}\n`,
      'a/.env': `${word}=1\n`, 'a/package.json': `{ "${word}": {}, "scripts": { "${word}": "${word}", "start": "npm run ${word}" }, "dependencies": { "${word}": "1.0.0" } }`, 'a/Procfile': `${word}: ${word} ${word}\nweb: npm run ${word}\n`,
      'k/app.yaml': `apiVersion: ${word}\nkind: ${word}\nmetadata: { name: ${word}, labels: { ${word}: a }, annotations: { ${word}: "1" } }\nspec: { ${word}: {} }\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${word} }\nspec: { template: { spec: { containers: [ { name: ${word}, image: ${word}, args: [ ${word}, "$(${word})" ], env: [ { name: ${word}, value: ${word} } ] } ] } } }\n`,
      'k/kustomization.yaml': `resources: [ app.yaml ]\n${word}: [ a ]\npatches: [ { patch: "kind: ${word}\\nmetadata: { name: ${word} }\\nspec: { ${word}: [ { a: 1 } ] }" } ]\n`,
      'h/Chart.yaml': `apiVersion: v2\nname: ${word}\nversion: 1.0.0\n`, 'h/values.yaml': `${word}: { ${word}: 1 }\n`, 'h/templates/a.yaml': `a: {{ .Values.${word}.${word} | ${word} }}\nb: {{ ${word} .Values }}\nc: {{ include "${word}" . }}\nd: {{ get .Values "${word}" }}\n`,
      'n/nginx.conf': `${word} ${word};\nevents {}\nhttp { ${word} 1; map $a $${word} { ${word} 1; } upstream ${word} { server ${word}; ${word} 1; } server { listen 80; location / { proxy_pass http://${word}; proxy_read_timeout 1${word}; ${word} a; } } }\n`,
      'x/haproxy.cfg': `${word}\ndefaults ${word} from ${word}\n  timeout ${word} 5${word}\nfrontend ${word}\n  bind :80\n  acl a ${word} -m ${word} a\n  acl b path -m ${word} /x\n  use_backend ${word} if a || b\nbackend ${word}\n  ${word} a\n  server ${word} a:80 ${word} 1\n`,
      'x/httpd.conf': `Listen 80\n${word} 5\n<${word} a>\n${word}timeout 5\n</${word}>\nProxyPass / ${word}://a/ ${word}=1\nProxyPass /b unix:/a|${word}://b/\n`, 'x/Caddyfile': `:80 {\n\t${word} a {\n\t\t${word} b\n\t}\n\treverse_proxy ${word} {\n\t\ttransport ${word} {\n\t\t\t${word} 1${word}\n\t\t}\n\t}\n}\n`, 'x/default.vcl': `vcl 4.1;\nbackend ${word} { .${word} = ${word}; .host = "a"; .first_byte_timeout = 1${word}; }\n`, 'x/h2o.conf': `${word}: 1\nlisten: 80\nhosts: { ${word}: { paths: { ${word}: { proxy.${word}: 1 } } } }\n`, 'x/uwsgi.ini': `[uwsgi]\n${word} = ${word}\nhttp = :80\n[${word}]\na = %(${word})\n`, 'x/php-fpm.conf': `[${word}]\nlisten = 9000\n${word} = 5${word}\n`, 'x/a.service': `[${word}]\n${word}=1\n[Service]\nExecStart=${word}\nTimeoutStopSec=5${word}\n`,
      't/main.tf': `resource "${word}" "${word}" {\n  ${word} = ${word}(1)\n}\nresource "aws_lb" "${word}" {\n  ${word} = ${word}.${word}\n  idle_timeout = var.${word}.${word}\n  name = local.${word}["${word}"]\n}\nvariable "${word}" {}\nlocals {\n  ${word} = { ${word} = 1 }\n}\n`, 't/a.bicep': `param ${word} int = 1\nresource ${word} '${word}@1' = { ${word}: ${word}.${word} }\n`, 't/stack.yaml': `AWSTemplateFormatVersion: "2010-09-09"\nResources: { ${word}: { Type: "AWS::ElasticLoadBalancingV2::LoadBalancer", Properties: { ${word}: 1, LoadBalancerAttributes: [ { Key: ${word}, Value: 5 } ] } }, R: { Type: "AWS::ElasticLoadBalancingV2::ListenerRule", Properties: { ${word}: a, Conditions: [ { Field: ${word} } ], Actions: [ { ${word}: 1 } ] } } }\n`,
      'd/Dockerfile': `FROM ${word} AS ${word}\n${word} ${word}\nENV ${word}=1\nARG ${word}\nCOPY --from=${word} --${word}=1 a b\nCMD ["${word}", "$${word}"]\n`,
      'p/a.js': `import ${word === '__proto__' ? 'x' : 'x'}, { ${word} } from '${word}';\nimport axios from 'axios';\nimport got from 'got';\nimport request from 'superagent';\naxios.${word}('http://a/', { ${word}: 1, timeout: ${word} });\ngot('http://a/', { timeout: { ${word}: 1 }, retry: { ${word}: 2 } });\nrequest.get('http://a/').timeout({ ${word}: 1 }).${word}(5);\nconst server = require('http').createServer();\nserver.${word} = 5;\nserver.listen(80);\n${word}.${word}();\n`,
      'p/a.py': `import ${word}, requests, datetime, socket\nfrom ${word} import ${word}\nrequests.${word}("http://a/", ${word}=1, timeout=datetime.timedelta(${word}=5))\nclass ${word}(${word}): ${word} = ${word}\nsocket.socket().setsockopt(socket.${word}, ${word}, 1)\n`, 'p/a.go': `package main\nimport "net/http"\nfunc ${word}(${word} int) { c := http.Client{${word}: ${word}, Timeout: time.${word}}\n c.${word}() }\n`, 'p/A.cs': `class ${word} { HttpClient ${word} = new() { Timeout = TimeSpan.${word}(5), ${word} = 1 }; }`, 'p/a.rb': `require '${word}'\n${word} 5\nworker_timeout "5".${word}\n`, 'p/A.java': `class ${word} { int ${word} = Duration.${word}(5); }`, 'p/a.php': `<?php $${word} = new ${word}(['${word}' => ${word}()]);`,
      [`${word}/${word}/nginx.conf`]: nginx('60s'), [`${word}/${word}.yaml`]: `${word}: 1\n`, [`a.${word}`]: '',
    };
    inspected(folderOf({ ...known, ...files }));
  });

  it.each(words)('%s in hoplint.yaml is judged as any other word', (word) => {
    for (const text of [`${word}: 1\n`, `values: { ${word}: 1s }\nversions: { ${word}: "1" }\nrules: { ${word}: off }\n`, `endpoints: [ { path: /, ${word}: 1 } ]\n`, `chains: [ { via: [ { client: ${word} }, { system: ${word}, settings: { ${word}: 1s } } ] } ]\n`]) {
      const { status, stderr } = hoplint(folderOf({ ...known, 'hoplint.yaml': text }));
      expect(stderr).not.toContain('fault of hoplint');
      expect(status).not.toBeNull();
    }
  });
});
