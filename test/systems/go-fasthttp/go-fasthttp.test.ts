import { expect, it } from 'vitest';
import { goFasthttp } from '../../../src/systems/go-fasthttp/index.ts';
import { faults, readFirst, shown } from '../program-reader.ts';

const main = (module: string, body: string) => ({ 'main.go': `package main\n\nimport (\n\t"time"\n\t"github.com/${module}"\n)\n\nfunc main() {\n${body}\n}\n` });

it('reads the configuration of Fiber; IdleTimeout falls back to ReadTimeout', async () => {
  const reading = await readFirst(goFasthttp, main('gofiber/fiber/v2', '\tapp := fiber.New(fiber.Config{ReadTimeout: 10 * time.Second})\n\tapp.Listen(":3000")'));
  expect(shown(reading.layers?.[0]?.settings ?? [])).toEqual(['downstream.request ReadTimeout = 10000 @9', 'downstream.idle IdleTimeout = 10000 @9']);
  expect(reading.layers?.[0]?.listens).toMatchObject([{ port: 3000 }]);
});

it('takes an IdleTimeout of zero for none', async () => {
  const reading = await readFirst(goFasthttp, main('gofiber/fiber/v2', '\tapp := fiber.New(fiber.Config{ReadTimeout: 10 * time.Second, IdleTimeout: 0})\n\tapp.Listen(":3000")'));
  expect(shown(reading.layers?.[0]?.settings ?? [])).toContain('downstream.idle IdleTimeout = 10000 @9');
});

it('reads fasthttp itself, bare integers included', async () => {
  const reading = await readFirst(goFasthttp, main('valyala/fasthttp', '\ts := &fasthttp.Server{IdleTimeout: 60, WriteTimeout: time.Minute}\n\ts.ListenAndServe("127.0.0.1:8081")'));
  expect(shown(reading.layers?.[0]?.settings ?? [])[0]).toBe('downstream.response WriteTimeout = 60000 @9');
  expect(reading.layers?.[0]?.listens).toMatchObject([{ port: 8081, address: '127.0.0.1' }]);
  expect(faults(reading)).toEqual(['suspect IdleTimeout @9 no']);
});

it('is not the client of fasthttp', async () => {
  expect((await readFirst(goFasthttp, main('valyala/fasthttp', '\tc := &fasthttp.Client{}\n\tc.Do(nil, nil)'))).layers).toBeUndefined();
});
