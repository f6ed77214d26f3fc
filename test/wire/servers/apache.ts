import { type Address, addressText, type Program } from '../program.ts';

const modules = ['mpm_event', 'authz_core', 'dir', 'env', 'setenvif', 'proxy', 'proxy_http'];

export interface ApacheOptions {
  readonly lines?: readonly string[];
  /** Behind the address of ProxyPass. */
  readonly pass?: string;
}

export function apache(at: Address, to: Address | undefined, { lines = [], pass = '' }: ApacheOptions = {}): Program {
  const loads = modules.map((module) => `LoadModule ${module}_module /usr/lib/apache2/modules/mod_${module}.so\n`).join('');
  const handler = to ? `ProxyPass / http://${addressText(to)}/ ${pass}\n` : '<Directory />\n  Require all granted\n</Directory>\n';
  const text = `${loads}ServerRoot \${PWD}\nPidFile apache.pid\nServerName wire.example\nUser www-data\nGroup www-data\nListen ${addressText(at)}\nErrorLog error.log\nDocumentRoot /usr/share/apache2/default-site\nDirectoryIndex index.html\n${lines.map((line) => `${line}\n`).join('')}${handler}`;
  return { system: 'apache', needs: ['apache2'], files: { 'httpd.conf': text }, line: 'apache2 -D FOREGROUND -d . -f httpd.conf', at, shows: `Apache ${[...lines, pass].filter(Boolean).join(', ') || 'default'}` };
}
