import { type Address, addressText, type Program } from '../program.ts';

export interface NginxOptions {
  /** In `http {}`. */
  readonly http?: string;
  /** In `upstream {}`; without it the pass directive names the address. */
  readonly upstream?: string;
  readonly location?: string;
  readonly pass?: 'proxy' | 'uwsgi';
}

export const reusing = 'proxy_http_version 1.1; proxy_set_header Connection "";';

const uwsgiParameters = ['QUERY_STRING $query_string', 'REQUEST_METHOD $request_method', 'CONTENT_LENGTH $content_length', 'PATH_INFO $document_uri', 'SERVER_PROTOCOL $server_protocol', 'SERVER_NAME $server_name', 'SERVER_PORT $server_port']
  .map((line) => `uwsgi_param ${line};`).join(' ');

/** In front of `to`, or answering by itself. */
export function nginx(at: Address, to: Address | undefined, { http = '', upstream, location = '', pass = 'proxy' }: NginxOptions = {}): Program {
  const target = upstream === undefined ? to && addressText(to) : 'app';
  const passes = to ? `${pass}_pass ${pass === 'proxy' ? 'http://' : ''}${target};` : 'return 200 "done\\n";';
  const block = to && upstream !== undefined ? `  upstream app { server ${addressText(to)}; ${upstream} }\n` : '';
  const text = `daemon off;
pid nginx.pid;
worker_processes 1;
error_log error.log info;
events { worker_connections 2048; }
http {
  access_log access.log;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  ${http}
${block}  server {
    listen ${addressText(at)};
    location / { ${passes} ${pass === 'uwsgi' ? uwsgiParameters : ''} ${location} }
  }
}
`;
  const shows = [http, upstream === undefined ? '' : `upstream { ${upstream} }`, location].filter(Boolean).join(' ');
  return { system: 'nginx', needs: ['nginx'], files: { 'nginx.conf': text }, line: 'nginx -p . -c nginx.conf -e error.log', at, shows: `nginx ${shows || 'default'}` };
}
