import { hour, minute, second } from '../../model/duration.ts';
import type { Protocol } from '../../model/layer.ts';
import type { Effect } from '../../model/setting.ts';
import type { Default, SystemFacts } from '../facts.ts';

const docs = (module: string, anchor: string) => `https://nginx.org/en/docs/http/ngx_http_${module}_module.html#${anchor}`;

/** From here on nginx speaks HTTP/1.1 to its upstreams, sends no Connection header and pools 32 connections per `upstream {}`. */
export const pooledByDefaultSince = '1.29.7';
export const poolByDefault = 32;
export const changes = 'https://nginx.org/en/CHANGES';

/** Linux gives up after 127 s, since 6.5 after 131 s (`tcp_syn_retries` 6). nginx's documentation says 75 s, which is another kernel's limit: 90 s were measured to work. */
export const connectCeiling = { ms: 131 * second, link: 'https://docs.kernel.org/networking/ip-sysctl.html' };

/** The pass directives, and the prefix of the directives that belong to each. */
export interface Pass {
  readonly directive: string;
  readonly prefix: 'proxy' | 'uwsgi' | 'fastcgi' | 'scgi' | 'grpc';
  readonly protocol: Protocol;
}

export const passes: readonly Pass[] = [
  { directive: 'proxy_pass', prefix: 'proxy', protocol: 'http/1.1' },
  { directive: 'uwsgi_pass', prefix: 'uwsgi', protocol: 'uwsgi' },
  { directive: 'fastcgi_pass', prefix: 'fastcgi', protocol: 'fastcgi' },
  { directive: 'scgi_pass', prefix: 'scgi', protocol: 'scgi' },
  { directive: 'grpc_pass', prefix: 'grpc', protocol: 'grpc' },
];

const timedOut = (phase: string) => `upstream timed out (110: Connection timed out) while ${phase}`;
const connectFails: Effect = { sees: 'a 504, after every other server of the upstream was tried', answers: 504, log: `nginx error.log: ${timedOut('connecting to upstream')}` };
const sendFails: Effect = { sees: 'a 504', answers: 504, log: `nginx error.log: ${timedOut('sending request to upstream')}` };
const readFails: Effect = {
  sees: 'a 504, or a truncated body once the response has begun',
  answers: 504,
  log: `nginx error.log: ${timedOut('reading response header from upstream')}`,
  bodyLog: `nginx error.log: ${timedOut('reading upstream')}`,
};

const upstreamDefaults = (prefix: Pass['prefix'], profile: { profiles?: readonly string[] }): readonly Default[] => [
  { timer: 'upstream.connect', name: `${prefix}_connect_timeout`, value: minute, ...profile, effect: connectFails, link: docs(prefix, `${prefix}_connect_timeout`) },
  { timer: 'upstream.send', name: `${prefix}_send_timeout`, value: minute, ...profile, effect: sendFails, link: docs(prefix, `${prefix}_send_timeout`) },
  { timer: 'upstream.read', name: `${prefix}_read_timeout`, value: minute, ...profile, effect: readFails, link: docs(prefix, `${prefix}_read_timeout`) },
];

export const nginxFacts: SystemFacts = {
  system: 'nginx',
  title: 'nginx',
  kind: 'proxy',
  reuse: {
    retries: 'idempotent',
    sees: 'a 502 (error.log: upstream prematurely closed connection, or recv() failed (104: Connection reset by peer))',
    link: docs('proxy', 'proxy_next_upstream'),
  },
  relays: {
    answers: 502,
    log: 'nginx error.log: upstream prematurely closed connection while reading response header from upstream',
    bodyLog: 'nginx error.log: upstream prematurely closed connection while reading upstream',
    goneLog: 'nginx access.log: 499',
  },
  defaults: [
    {
      timer: 'downstream.idle', name: 'keepalive_timeout', value: 75 * second, link: docs('core', 'keepalive_timeout'),
      effect: { sees: 'nothing by itself: the connection is closed with a FIN; whoever sends on it at that instant gets a reset' },
    },
    {
      timer: 'downstream.header', name: 'client_header_timeout', value: minute, link: docs('core', 'client_header_timeout'),
      effect: { sees: 'a closed connection without a response', answers: 'close', log: 'nginx access.log: 408' },
    },
    {
      timer: 'downstream.body', name: 'client_body_timeout', value: minute, link: docs('core', 'client_body_timeout'),
      effect: { sees: 'a closed connection without a response', answers: 'close', log: 'nginx access.log: 408' },
    },
    {
      timer: 'downstream.send', name: 'send_timeout', value: minute, link: docs('core', 'send_timeout'),
      effect: { sees: 'a truncated response', log: 'nginx error.log at level info: client timed out (110: Connection timed out) while sending to client' },
    },
    { timer: 'downstream.lifetime', name: 'keepalive_time', value: hour, since: '1.19.10', link: docs('core', 'keepalive_time') },
    { timer: 'downstream.lifetime', name: 'keepalive_time', value: 'never', before: '1.19.10', link: docs('core', 'keepalive_time') },
    ...upstreamDefaults('uwsgi', { profiles: ['uwsgi'] }),
    ...upstreamDefaults('fastcgi', { profiles: ['fastcgi'] }),
    ...upstreamDefaults('scgi', { profiles: ['scgi'] }),
    ...upstreamDefaults('grpc', { profiles: ['grpc'] }),
    ...upstreamDefaults('proxy', {}),
    { timer: 'upstream.idle', name: 'keepalive_timeout (upstream)', value: minute, since: '1.15.3', link: docs('upstream', 'keepalive_timeout') },
    { timer: 'upstream.idle', name: 'keepalive_timeout (upstream)', value: 'never', before: '1.15.3', link: docs('upstream', 'keepalive_timeout') },
    { timer: 'retry.attempts', name: 'proxy_next_upstream_tries', value: 1, link: docs('proxy', 'proxy_next_upstream_tries') },
    { timer: 'probe.idle', name: 'so_keepalive', value: 'never', side: 'downstream', link: docs('core', 'listen') },
    { timer: 'probe.idle', name: 'proxy_socket_keepalive', value: 'never', side: 'upstream', link: docs('proxy', 'proxy_socket_keepalive') },
  ],
};

/** What an image or package brings along as its main file, where the repository puts nothing in its place. */
export interface Shipped {
  /** Matches the last segment of the image's name, or of one that it is built from. */
  readonly image: RegExp;
  readonly of: string;
  readonly main: string;
  readonly includes: readonly string[];
  /** `keepalive_timeout` of that file; `undefined` where releases differ. */
  readonly idle: string | undefined;
  readonly link: string;
  readonly uncertain?: string;
}

export const shipped: readonly Shipped[] = [
  {
    image: /^bitnami(?:legacy)?\/nginx$/, of: 'bitnami nginx image', main: '/opt/bitnami/nginx/conf/nginx.conf',
    includes: ['/opt/bitnami/nginx/conf/server_blocks/*.conf'], idle: '65', link: 'https://github.com/bitnami/containers/tree/main/bitnami/nginx', uncertain: 'remembered',
  },
  {
    image: /(?:^|\/)openresty$/, of: 'openresty image', main: '/usr/local/openresty/nginx/conf/nginx.conf',
    includes: ['/etc/nginx/conf.d/*.conf'], idle: '65', link: 'https://github.com/openresty/docker-openresty/blob/master/nginx.conf',
  },
  {
    image: /(?:^|\/)nginx(?:-unprivileged|-debug|-alpine|-slim)?$/, of: 'nginx image', main: '/etc/nginx/nginx.conf',
    includes: ['/etc/nginx/conf.d/*.conf'], idle: '65', link: 'https://github.com/nginxinc/docker-nginx',
  },
  {
    image: /(?:^|\/)(?:debian|ubuntu|python|node|ruby|php|golang)$/, of: 'Debian package', main: '/etc/nginx/nginx.conf',
    includes: ['/etc/nginx/conf.d/*.conf', '/etc/nginx/sites-enabled/*', '/etc/nginx/http.d/*.conf'], idle: undefined, link: 'https://salsa.debian.org/nginx-team/nginx', uncertain: 'remembered; derived images may be Alpine, hence http.d',
  },
  {
    image: /(?:^|\/)alpine$/, of: 'Alpine package', main: '/etc/nginx/nginx.conf',
    includes: ['/etc/nginx/http.d/*.conf'], idle: undefined, link: 'https://gitlab.alpinelinux.org/alpine/aports/-/tree/master/main/nginx', uncertain: 'remembered',
  },
];

/** Where the official image renders its templates with envsubst, unless the environment says otherwise. */
export const templating = { from: '/etc/nginx/templates', to: '/etc/nginx/conf.d', suffix: '.template', link: 'https://hub.docker.com/_/nginx' };

/** Of a `listen` and of a server of an upstream without one. */
export const defaultPort = 80;

/** Where nginx looks for its main file when `-c` does not say. */
export const mainFiles: readonly string[] = [
  '/etc/nginx/nginx.conf', '/usr/local/nginx/conf/nginx.conf', '/usr/local/openresty/nginx/conf/nginx.conf', '/opt/bitnami/nginx/conf/nginx.conf',
];

export const links = {
  keepalive: docs('upstream', 'keepalive'),
  setHeader: docs('proxy', 'proxy_set_header'),
  nextUpstream: docs('proxy', 'proxy_next_upstream'),
  time: 'https://nginx.org/en/docs/syntax.html',
  docs,
};
