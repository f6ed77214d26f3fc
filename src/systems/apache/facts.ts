import { second } from '../../model/duration.ts';
import type { Effect } from '../../model/setting.ts';
import type { Default, SystemFacts } from '../facts.ts';
import { kernelKeepalive } from '../linux/facts.ts';

const docs = (module: string, anchor: string) => `https://httpd.apache.org/docs/2.4/mod/${module}.html#${anchor}`;

export const links = {
  keepAliveTimeout: docs('core', 'keepalivetimeout'),
  keepAlive: docs('core', 'keepalive'),
  timeout: docs('core', 'timeout'),
  readTimeout: docs('mod_reqtimeout', 'requestreadtimeout'),
  proxyTimeout: docs('mod_proxy', 'proxytimeout'),
  proxyPass: docs('mod_proxy', 'proxypass'),
  graceful: docs('mpm_common', 'gracefulshutdowntimeout'),
  wsgi: 'https://modwsgi.readthedocs.io/en/master/configuration-directives/WSGIDaemonProcess.html',
  debian: 'https://salsa.debian.org/apache-team/apache2/-/blob/master/debian/config-dir/apache2.conf.in',
} as const;

const readFails: Effect = { sees: 'a 502, or a truncated body once the response has begun', answers: 502, log: 'Apache error log: (70007)The timeout specified has expired' };

/**
 * Profiles: `plain` for a main file that the repository holds or the httpd image's own, `bare` for one that does not load mod_reqtimeout, `debian` for the file that Debian's package
 * brings (it writes Timeout 300), `fragment` for virtual hosts whose main file nobody shows.
 */
const gaps = (profiles: readonly string[], value: number, source: Pick<Default, 'link' | 'uncertain'>): readonly Default[] => [
  { timer: 'downstream.body', name: 'Timeout', value, profiles, effect: { sees: 'a 408', answers: 408 }, ...source },
  { timer: 'downstream.send', name: 'Timeout', value, profiles, ...source },
  { timer: 'upstream.connect', name: 'ProxyPass connectiontimeout', value, profiles, effect: { sees: 'a 503', answers: 503 }, ...source },
  { timer: 'upstream.read', name: 'ProxyTimeout', value, profiles, effect: readFails, ...source },
  { timer: 'upstream.send', name: 'ProxyTimeout', value, profiles, ...source },
];

export const apacheFacts: SystemFacts = {
  system: 'apache',
  title: 'Apache httpd',
  kind: 'proxy',
  reuse: {
    retries: 'none',
    sees: 'a connection that is closed without any response, or a 502 on the first request of a client connection, on GET as well as on POST',
    link: 'https://httpd.apache.org/docs/2.4/mod/mod_proxy_http.html#env',
  },
  relays: { answers: 502 },
  sendsHint: true,
  defaults: [
    { timer: 'downstream.idle', name: 'KeepAliveTimeout', value: 5 * second, link: links.keepAliveTimeout },
    { timer: 'downstream.header', name: 'RequestReadTimeout', value: 20 * second, profiles: ['plain', 'debian'], effect: { sees: 'a 408', answers: 408 }, link: links.readTimeout, uncertain: 'only where mod_reqtimeout is loaded, as shipped' },
    ...gaps(['plain', 'bare'], 60 * second, { link: links.timeout }),
    ...gaps(['debian'], 300 * second, { link: links.debian, uncertain: 'written in the file that the package brings, remembered' }),
    { timer: 'upstream.idle', name: 'ProxyPass ttl', value: 'never', link: links.proxyPass },
    { timer: 'probe.idle', name: kernelKeepalive.sysctl, value: kernelKeepalive.idle, side: 'downstream', link: kernelKeepalive.link, uncertain: 'measured: on, with the time of the kernel' },
    { timer: 'probe.idle', name: 'ProxyPass keepalive', value: 'never', side: 'upstream', link: links.proxyPass },
  ],
};

/** Where an installation looks for its files. */
export interface Layout {
  readonly main: string;
  /** What the shipped main file includes, and the places to which sites are copied before they are enabled. */
  readonly includes: readonly string[];
  readonly profile: 'plain' | 'debian';
  /** What the shipped files listen on. */
  readonly port: number;
  readonly image: RegExp;
}

const sites = (root: string, folders: readonly string[]): readonly string[] => folders.map((folder) => `${root}/${folder}/*.conf`);

export const httpdLayout: Layout = {
  main: '/usr/local/apache2/conf/httpd.conf', profile: 'plain', port: 80, image: /(?:^|\/)httpd$/,
  includes: sites('/usr/local/apache2/conf', ['extra', 'conf.d', 'sites', 'sites-enabled', 'vhosts']),
};

export const debianLayout: Layout = {
  main: '/etc/apache2/apache2.conf', profile: 'debian', port: 80, image: /(?:^|\/)(?:debian|ubuntu|php|python|apache2)$/,
  includes: ['/etc/apache2/ports.conf', ...sites('/etc/apache2', ['mods-enabled', 'conf-enabled', 'conf-available', 'sites-enabled', 'sites-available'])],
};

export const layouts: readonly Layout[] = [
  httpdLayout,
  debianLayout,
  { main: '/opt/bitnami/apache/conf/httpd.conf', profile: 'plain', port: 8080, image: /(?:^|\/)bitnami\/apache$/, includes: ['/vhosts/*.conf', '/opt/bitnami/apache/conf/vhosts/*.conf'] },
  { main: '/etc/apache2/httpd.conf', profile: 'plain', port: 80, image: /(?:^|\/)alpine$/, includes: sites('/etc/apache2', ['conf.d']) },
  {
    main: '/etc/httpd/conf/httpd.conf', profile: 'plain', port: 80, image: /(?:^|\/)(?:fedora|centos|rockylinux|almalinux|ubi\d|amazonlinux|httpd-\d+[\w-]*)$/,
    includes: sites('/etc/httpd', ['conf.d', 'conf.modules.d']),
  },
];

/** What mod_proxy takes where an address has no port, by scheme. */
export const ports: Readonly<Record<string, number>> = { http: 80, ws: 80, h2c: 80, https: 443, wss: 443, h2: 443, ajp: 8009, fcgi: 8000, uwsgi: 3031, scgi: 4000 };

/** Images of applications that run inside Apache unless their tag says `fpm`: the php image with mod_php. */
export const phpApplications = /^(?:(?:docker\.io\/)?library\/|docker\.io\/)?(?:wordpress|nextcloud|matomo|drupal|joomla|mediawiki|phpmyadmin(?:\/phpmyadmin)?|friendica|yourls|backdrop|postfixadmin)$/;
