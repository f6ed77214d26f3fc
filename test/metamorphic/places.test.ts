import { describe, expect, it } from 'vitest';
import { type Files, resultOf, timersAtFault } from './files.ts';

interface Setting {
  readonly name: string;
  /** Ways to write the same setting. */
  readonly ways: Readonly<Record<string, Files>>;
  /** What every way amounts to. */
  readonly found: readonly string[];
}

const edge = 'server { listen 80; location / { proxy_pass http://app:8000; proxy_read_timeout 60s; } }\n';
const behindNginx = (app: string, files: Files = {}): Files => ({
  'compose.yaml': `services:
  edge: { image: "nginx:1.26", ports: ["80:80"], volumes: ["./edge.conf:/etc/nginx/conf.d/default.conf"] }
  app:
    build: ./app
    stop_grace_period: 2m
${app.replaceAll(/^(?=.)/gm, '    ')}`,
  'edge.conf': edge,
  'app/Dockerfile': 'FROM python:3.12\nWORKDIR /srv\nCOPY . .\n',
  ...files,
});
const behindTraefik = (app: string, files: Files = {}, options = '', env = ''): Files => ({
  'compose.yaml': `services:
  edge:
    image: traefik:v3.1
    command: ["--providers.docker", "--entryPoints.web.address=:80"${options}]
    ports: ["80:80"]
${env}  app:
    build: ./app
    stop_grace_period: 2m
    labels: ["traefik.http.routers.app.rule=PathPrefix(\`/\`)", "traefik.http.services.app.loadbalancer.server.port=8000"]
${app.replaceAll(/^(?=.)/gm, '    ')}`,
  ...files,
});
const python = { 'app/Dockerfile': 'FROM python:3.12\nWORKDIR /srv\nCOPY . .\n', 'app/requirements.txt': 'uvicorn==0.30.0\n', 'app/main.py': 'async def app(scope, receive, send): ...\n' };
const node = { 'app/Dockerfile': 'FROM node:20\nWORKDIR /srv\nCOPY . .\nCMD ["node", "server.js"]\n', 'app/package.json': '{}', 'app/server.js': 'const server = require("http").createServer();\nserver.keepAliveTimeout = 120000;\nserver.listen(8000);\n' };
const java = (command: string): Files => ({ 'app/Dockerfile': `FROM eclipse-temurin:21\nCOPY target/app.jar /app.jar\n${command}\n`, 'app/pom.xml': '<project><parent><artifactId>spring-boot-starter-parent</artifactId><groupId>org.springframework.boot</groupId><version>3.3.0</version></parent><dependencies><dependency><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>' });
const plainJava = 'CMD ["java", "-jar", "/app.jar"]';
const onPort = 'server.port=8000\n';
const traefikFile = (text: string, name: string): Files => ({
  ...behindTraefik('', node),
  'compose.yaml': behindTraefik('')['compose.yaml']?.replace(/ {4}command: .*\n/, `    volumes: ["./${name}:/etc/traefik/${name}"]\n`) ?? '',
  [name]: text,
});

interface HaproxyWay { readonly defaults?: string; readonly backend?: string; readonly conf?: string; readonly edge?: string }

const haproxyFiles = ({ defaults = '', backend = '', conf, edge: more = '' }: HaproxyWay): Files => {
  const { 'edge.conf': _, ...files } = behindNginx('command: gunicorn -b :8000 --timeout 120 app:app\n');
  const first = (own: string): string => `defaults\n  mode http\n  timeout connect 5s\n  timeout client 60s\n${own}`;
  return {
    ...files,
    'compose.yaml': files['compose.yaml']?.replace(/ {2}edge: .*/, `  edge: { image: "haproxy:2.9", ports: ["80:80"], volumes: ["./haproxy:/usr/local/etc/haproxy"]${more} }`) ?? '',
    'edge.env': 'READ=60s\n',
    'haproxy/haproxy.cfg': `${conf === undefined ? first(defaults) : ''}frontend web\n  bind :80\n  default_backend app\nbackend app\n  option httpclose\n${backend}  server app app:8000\n`,
    ...(conf === undefined ? {} : { 'haproxy/defaults.cfg': first(conf) }),
  };
};

const settings: readonly Setting[] = [
  {
    name: 'the timeout of gunicorn', found: ['deadline-inverted nginx upstream.read'], ways: {
      'command line': behindNginx('command: gunicorn -b :8000 --timeout 120 app:app\n'),
      'short option': behindNginx('command: ["gunicorn", "-b", ":8000", "-t120", "app:app"]\n'),
      'a file named on the command line': behindNginx('command: gunicorn -c conf/g.py app:app\n', { 'app/conf/g.py': 'bind = ":8000"\ntimeout = 2 * 60\n' }),
      'the usual file': behindNginx('command: gunicorn -b :8000 app:app\n', { 'app/gunicorn.conf.py': 'timeout = 120\n' }),
      'the environment': behindNginx('command: gunicorn -b :8000 app:app\nenvironment: { GUNICORN_CMD_ARGS: "--timeout=120" }\n'),
      'the environment of the image': behindNginx('command: gunicorn -b :8000 app:app\n', { 'app/Dockerfile': 'FROM python:3.12\nWORKDIR /srv\nCOPY . .\nENV GUNICORN_CMD_ARGS="--timeout 120"\n' }),
      'an env file': behindNginx('command: gunicorn -b :8000 app:app\nenv_file: app.env\n', { 'app.env': 'GUNICORN_CMD_ARGS=--timeout 120\n' }),
      'an entrypoint script': behindNginx('command: /srv/run.sh\n', { 'app/run.sh': '#!/bin/sh\nexec gunicorn -b :8000 --timeout "${TIMEOUT:-120}" app:app\n' }),
      'a variable that its file reads': behindNginx('command: gunicorn -c g.py app:app\nenvironment: [WORKER_TIMEOUT=120]\n', { 'app/g.py': 'import os\nbind = ":8000"\ntimeout = int(os.environ["WORKER_TIMEOUT"])\n' }),
    },
  },
  {
    name: 'harakiri of uWSGI', found: ['deadline-inverted nginx upstream.read'], ways: {
      'command line': behindNginx('command: uwsgi --http-socket :8000 --master --harakiri 120 --wsgi-file app.py\n'),
      'an ini file': behindNginx('command: uwsgi --ini app.ini\n', { 'app/app.ini': '[uwsgi]\nhttp-socket = :8000\nmaster = true\nharakiri = 120\nwsgi-file = app.py\n' }),
      'the environment': behindNginx('command: uwsgi --http-socket :8000 --master --wsgi-file app.py\nenvironment: { UWSGI_HARAKIRI: "120" }\n'),
      'a YAML file': behindNginx('command: uwsgi --yaml app.yml\n', { 'app/app.yml': 'uwsgi:\n  http-socket: ":8000"\n  master: true\n  harakiri: 120\n  wsgi-file: app.py\n' }),
    },
  },
  {
    name: 'the keep-alive timeout of uvicorn', found: ['idle-timeout-inverted uvicorn downstream.idle'], ways: {
      'command line': behindTraefik('command: uvicorn main:app --host 0.0.0.0 --port 8000 --timeout-keep-alive 20\n', python),
      'the environment': behindTraefik('command: uvicorn main:app --host 0.0.0.0 --port 8000\nenvironment: { UVICORN_TIMEOUT_KEEP_ALIVE: "20" }\n', python),
      'the program': behindTraefik('command: python main.py\n', { ...python, 'app/main.py': 'import uvicorn\n\n\nasync def app(scope, receive, send): ...\n\n\nif __name__ == "__main__":\n    uvicorn.run(app, host="0.0.0.0", port=8000, timeout_keep_alive=20)\n' }),
    },
  },
  {
    name: 'the pool of Traefik', found: ['idle-timeout-inverted node downstream.idle'], ways: {
      'command line': behindTraefik('', node, ', "--serversTransport.forwardingTimeouts.idleConnTimeout=200s"'),
      'lower case': behindTraefik('', node, ', "--serverstransport.forwardingtimeouts.idleconntimeout=200"'),
      'a YAML file': traefikFile('providers: { docker: {} }\nentryPoints: { web: { address: ":80" } }\nserversTransport: { forwardingTimeouts: { idleConnTimeout: 200s } }\n', 'traefik.yml'),
      'a TOML file': traefikFile('[providers.docker]\n[entryPoints.web]\naddress = ":80"\n[serversTransport.forwardingTimeouts]\nidleConnTimeout = "200s"\n', 'traefik.toml'),
      'the environment': {
        ...behindTraefik('', node),
        'compose.yaml': behindTraefik('')['compose.yaml']?.replace(/ {4}command: .*\n/, '    environment: { TRAEFIK_PROVIDERS_DOCKER: "true", TRAEFIK_ENTRYPOINTS_WEB_ADDRESS: ":80", TRAEFIK_SERVERSTRANSPORT_FORWARDINGTIMEOUTS_IDLECONNTIMEOUT: 200s }\n') ?? '',
      },
    },
  },
  {
    name: 'the keep-alive timeout of Tomcat', found: ['idle-timeout-inverted tomcat downstream.idle'], ways: {
      'properties': behindTraefik('', { ...java(plainJava), 'app/src/main/resources/application.properties': `${onPort}server.tomcat.keep-alive-timeout=45s\n` }),
      'YAML': behindTraefik('', { ...java(plainJava), 'app/src/main/resources/application.yml': 'server:\n  port: 8000\n  tomcat:\n    keep-alive-timeout: 45000\n' }),
      'camel case': behindTraefik('', { ...java(plainJava), 'app/src/main/resources/application.properties': `${onPort}server.tomcat.keepAliveTimeout=PT45S\n` }),
      'command line': behindTraefik('', { ...java('CMD ["java", "-jar", "/app.jar", "--server.tomcat.keep-alive-timeout=45s"]'), 'app/src/main/resources/application.properties': onPort }),
      'a system property': behindTraefik('', { ...java('CMD ["java", "-Dserver.tomcat.keep-alive-timeout=45s", "-jar", "/app.jar"]'), 'app/src/main/resources/application.properties': onPort }),
      'the environment': behindTraefik('environment: { SERVER_TOMCAT_KEEPALIVETIMEOUT: 45s }\n', { ...java(plainJava), 'app/src/main/resources/application.properties': onPort }),
      'a profile': behindTraefik('environment: { SPRING_PROFILES_ACTIVE: prod }\n', { ...java(plainJava), 'app/src/main/resources/application.properties': onPort, 'app/src/main/resources/application-prod.properties': 'server.tomcat.keep-alive-timeout=45s\n' }),
    },
  },
  {
    name: 'the keep-alive timeout of Puma', found: ['idle-timeout-inverted puma downstream.idle'], ways: Object.fromEntries(Object.entries({
      'the usual file': ['bundle exec puma -p 8000', 'config/puma.rb'], 'a named file': ['bundle exec puma -p 8000 -C deploy/puma.rb', 'deploy/puma.rb'], 'through rails': ['bundle exec rails server -b 0.0.0.0 -p 8000', 'config/puma.rb'],
    }).map(([way, [command = '', file = '']]) => [way, behindTraefik(`command: ${command}\n`, { 'app/Dockerfile': 'FROM ruby:3.3\nWORKDIR /srv\nCOPY . .\n', 'app/Gemfile': 'gem "rails"\ngem "puma"\n', 'app/Gemfile.lock': 'GEM\n  specs:\n    puma (6.4.2)\n    rails (7.1.0)\n', [`app/${file}`]: 'threads 5, 5\npersistent_timeout 30\n' })])),
  },
  {
    name: 'a location of nginx', found: ['deadline-inverted nginx upstream.read'], ways: Object.fromEntries(Object.entries({
      'one file': { 'nginx.conf': `events {}\nhttp {\n  ${edge}}\n` },
      'a server of its own file': { 'nginx.conf': 'events {}\nhttp {\n  include /etc/nginx/sites/*.conf;\n}\n', 'sites/app.conf': edge },
      'a relative snippet': { 'nginx.conf': 'events {}\nhttp {\n  server { listen 80; location / { proxy_pass http://app:8000; include snippets/limits; } }\n}\n', 'snippets/limits': 'proxy_read_timeout 1m;\n' },
      'inherited': { 'nginx.conf': 'events {}\nhttp {\n  proxy_read_timeout 60000ms;\n  upstream py { server app:8000; }\n  server { listen 80; location / { proxy_pass http://py; } }\n}\n' },
    }).map(([way, files]) => [way, {
      ...behindNginx('command: gunicorn -b :8000 --timeout 120 app:app\n'),
      'compose.yaml': behindNginx('command: gunicorn -b :8000 --timeout 120 app:app\n')['compose.yaml']?.replace('./edge.conf:/etc/nginx/conf.d/default.conf', './nginx:/etc/nginx') ?? '',
      ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`nginx/${path}`, text])),
    }])),
  },
  {
    name: 'a location of nginx from the environment', found: ['deadline-inverted nginx upstream.read'], ways: Object.fromEntries(Object.entries({
      'the manifest': 'environment: { READ: 60s }',
      'a list': 'environment: ["READ=60s"]',
      'an env file': 'env_file: edge.env',
      'a default': 'environment: { READ: "${EDGE_READ:-60s}" }',
      'the project': 'environment: { READ: "${FROM_PROJECT}" }',
    }).map(([way, environment]) => [way, {
      ...behindNginx('command: gunicorn -b :8000 --timeout 120 app:app\n', { 'edge.env': 'READ=60s\n', '.env': 'FROM_PROJECT=60s\n' }),
      'compose.yaml': behindNginx('command: gunicorn -b :8000 --timeout 120 app:app\n')['compose.yaml']?.replace(/ volumes: .*/, ` volumes: ["./edge.conf:/etc/nginx/templates/default.conf.template"], ${environment} }`) ?? '',
      'edge.conf': edge.replace('60s', '${READ}'),
    }])),
  },
  {
    name: 'the keep-alive timeout of Node', found: ['idle-timeout-inverted node downstream.idle'], ways: Object.fromEntries(Object.entries({
      'the program': ['20000', ''],
      'a default in the program': ['Number(process.env.KEEP_ALIVE || 20000)', ''],
      'the environment': ['Number(process.env.KEEP_ALIVE)', 'environment: { KEEP_ALIVE: "20000" }\n'],
      'an env file': ['parseInt(process.env.KEEP_ALIVE, 10)', 'env_file: app.env\n'],
      'the environment of the image': ['+process.env.FROM_IMAGE', ''],
      'the environment in seconds': ['Number(process.env.KEEP_ALIVE_SECONDS) * 1000', 'environment: [KEEP_ALIVE_SECONDS=20]\n'],
      'a module of settings': ['settings.keepAlive', ''],
    }).map(([way, [value = '', app = '']]) => [way, behindTraefik(app, { ...node, 'app.env': 'KEEP_ALIVE=20000\n', 'app/Dockerfile': 'FROM node:20\nWORKDIR /srv\nENV FROM_IMAGE=20000\nCOPY . .\nCMD ["node", "server.js"]\n', 'app/settings.js': 'module.exports = { keepAlive: 20 * 1000 };\n', 'app/server.js': `const settings = require('./settings');\n${node['app/server.js'].replace('120000', value)}` })])),
  },
  {
    name: 'the idle timeout of Go', found: ['idle-timeout-inverted go-server downstream.idle'], ways: Object.fromEntries(Object.entries({
      'the program': ['20 * time.Second', ''],
      'a constant': ['idle', ''],
      'a default in the program': ['fromEnv("IDLE", 20*time.Second)', ''],
      'the environment': ['fromEnv("IDLE", 300*time.Second)', 'environment: { IDLE: 20s }\n'],
    }).map(([way, [value = '', app = '']]) => [way, behindTraefik(app, {
      'app/go.mod': 'module app\ngo 1.22\n', 'app/Dockerfile': 'FROM golang:1.22\nWORKDIR /srv\nCOPY . .\nRUN go build -o /app .\nCMD ["/app"]\n',
      'app/main.go': `package main\n\nimport (\n\t"net/http"\n\t"os"\n\t"time"\n)\n\nconst idle = 20 * time.Second\n\nfunc fromEnv(name string, otherwise time.Duration) time.Duration {\n\tif d, err := time.ParseDuration(os.Getenv(name)); err == nil {\n\t\treturn d\n\t}\n\treturn otherwise\n}\n\nfunc main() {\n\ts := &http.Server{Addr: ":8000", IdleTimeout: ${value}}\n\ts.ListenAndServe()\n}\n`,
    })])),
  },
  {
    name: 'the server timeout of HAProxy', found: ['deadline-inverted haproxy upstream.read'], ways: Object.fromEntries(Object.entries({
      'its section': { backend: '  timeout server 60s\n' },
      'defaults': { defaults: '  timeout server 1m\n' },
      'milliseconds': { defaults: '  timeout server 60000\n' },
      'the environment': { backend: '  timeout server "${READ}"\n', edge: ', environment: { READ: 60s }' },
      'an env file': { backend: '  timeout server "${READ}"\n', edge: ', env_file: edge.env' },
      'a file of its own': { conf: '  timeout server 60s\n', edge: ', command: ["haproxy", "-f", "/usr/local/etc/haproxy/defaults.cfg", "-f", "/usr/local/etc/haproxy/haproxy.cfg"]' },
    } satisfies Record<string, HaproxyWay> as Record<string, HaproxyWay>).map(([way, texts]) => [way, haproxyFiles(texts)])),
  },
];

describe.each(settings)('$name', ({ ways, found }) => {
  it.each(Object.keys(ways))('counts the same from %s', async (way) => {
    expect(timersAtFault(await resultOf(ways[way] ?? {}))).toEqual(found);
  });
});
