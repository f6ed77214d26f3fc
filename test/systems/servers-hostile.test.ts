import fc from 'fast-check';
import { expect, it } from 'vitest';
import { systems } from '../../src/systems/registry.ts';
import { readerOf } from './python/reading.ts';

const files: Readonly<Record<string, string>> = {
  puma: 'config/puma.rb', unicorn: 'config/unicorn.rb', tomcat: 'server.xml', 'php-fpm': 'www.conf', hypercorn: 'h.py', waitress: 'prod.ini', 'aiohttp-server': 'a.py', tornado: 't.py', pgbouncer: 'pgbouncer.ini', 'django-database': 'pgbouncer/settings.py',
};
const pieces = ['[www]', '[pgbouncer]', 'listen = ', 'timeout ', 'workers ', '<Connector ', 'port="', '"/>', '</a>', 'DATABASES = {', '"HOST": ', '}', 'web.run_app(', ')', 'use = egg:waitress#main', '${X:-1}', '{{ y }}', '<%= z %>', '\n', '\0', '💥', '999999999999999999999', '-1', 'do |x|', 'end', '#', "'"];

it.each(Object.entries(files))('%s reads whatever stands in its file', async (id, path) => {
  const system = systems.find((one) => one.id === id);
  const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 8 })), { maxLength: 30 }).map((parts) => parts.join(' '));
  await fc.assert(fc.asyncProperty(text, async (content) => {
    const { reader } = readerOf({ [path]: content });
    const source = reader.open(path);
    const reading = source && (await system?.fromFile?.read(source, reader));
    for (const setting of reading?.layers?.flatMap(({ settings }) => settings) ?? []) expect(setting.place.file).toBe(path);
  }), { numRuns: 60 });
});
