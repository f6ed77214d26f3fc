import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

export type Contents = Readonly<Record<string, string | Buffer>>;

/** A folder that lives as long as its test. */
export function folderOf(contents: Contents): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'hoplint-hostile-')));
  made.push(root);
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** A working repository with one known fault: the server closes idle connections before the proxy lets go of them. */
export const known: Contents = {
  'known/compose.yaml': 'services:\n  edge:\n    image: nginx:1.26\n    volumes: [./nginx.conf:/etc/nginx/nginx.conf]\n  app:\n    build: .\n    command: gunicorn --worker-class gthread --bind :8000 --keep-alive 2 app:app\n',
  'known/Dockerfile': 'FROM python:3.12-slim\nRUN pip install gunicorn\n',
  'known/nginx.conf': 'events {}\nhttp {\n  upstream app { server app:8000; keepalive 16; keepalive_timeout 60s; }\n  server { listen 80; location / { proxy_pass http://app; proxy_http_version 1.1; proxy_set_header Connection ""; } }\n}\n',
};
