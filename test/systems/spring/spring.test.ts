import { expect, it } from 'vitest';
import { jetty } from '../../../src/systems/jetty/index.ts';
import { springDuration } from '../../../src/systems/spring/duration.ts';
import { tomcat } from '../../../src/systems/tomcat/index.ts';
import { undertow } from '../../../src/systems/undertow/index.ts';
import { doors, onlyLayer, shown, started } from '../python/reading.ts';

const run = ['java', '-Xmx1g', '-jar', '/app.jar'];
const gradle = (starter: string): string => `plugins { id("org.springframework.boot") version "3.2.1" }\ndependencies { implementation("org.springframework.boot:spring-boot-starter-${starter}") }\n`;
const yaml = 'server:\n  port: 9090\n  tomcat:\n    keepAliveTimeout: 20s\n---\nspring.config.activate.on-profile: prod\nserver.tomcat.keep-alive-timeout: ${IDLE:30s}\n';
const files = { 'build.gradle.kts': gradle('web'), 'src/main/resources/application.yml': yaml };

it('reads the application file, its profiles when they are active', async () => {
  const plain = onlyLayer(await started(tomcat, run, files));
  expect(shown(plain.settings)).toEqual(['downstream.idle server.tomcat.keepAliveTimeout = 20000 @src/main/resources/application.yml:4']);
  expect(doors(plain.listens)).toEqual(['*:9090 http/1.1']);
  expect(plain.defaultPlace).toMatchObject({ file: 'src/main/resources/application.yml', line: 1 });
  const active = onlyLayer(await started(tomcat, [...run, '--spring.profiles.active=prod'], files));
  expect(shown(active.settings)).toEqual(['downstream.idle server.tomcat.keep-alive-timeout = 30000 @src/main/resources/application.yml:7']);
  expect(active.settings[0]?.provenance).toEqual({ kind: 'visible-default', variable: 'IDLE' });
});

it.each([
  [[...run, '--server.tomcat.keep-alive-timeout=1s'], { SERVER_TOMCAT_KEEPALIVETIMEOUT: '3s' }, '--server.tomcat.keep-alive-timeout = 1000'],
  [['java', '-Dserver.tomcat.keepAliveTimeout=2s', '-jar', 'a.jar'], { SERVER_TOMCAT_KEEPALIVETIMEOUT: '3s' }, '-Dserver.tomcat.keepAliveTimeout = 2000'],
  [run, { SERVER_TOMCAT_KEEPALIVETIMEOUT: '3s' }, 'SERVER_TOMCAT_KEEPALIVETIMEOUT = 3000'],
  [run, { SERVER_TOMCAT_KEEP_ALIVE_TIMEOUT: '3500' }, 'SERVER_TOMCAT_KEEP_ALIVE_TIMEOUT = 3500'],
  [run, { JAVA_TOOL_OPTIONS: '-Dserver.tomcat.keep-alive-timeout=4s' }, '-Dserver.tomcat.keep-alive-timeout = 4000'],
])('lets %j %j win over the file', async (argv, env, expected) => {
  expect(shown(onlyLayer(await started(tomcat, argv, files, { env })).settings)[0]).toMatch(`downstream.idle ${expected} @`);
});

it('lets a profile file win over the application file', async () => {
  const more = { ...files, 'src/main/resources/application-prod.properties': 'server.tomcat.connection-timeout=5s\nserver.tomcat.keep-alive-timeout=6000\n' };
  expect(shown(onlyLayer(await started(tomcat, run, more, { env: { SPRING_PROFILES_ACTIVE: 'x,prod' } })).settings).map((one) => one.replace(/ @.*/, ''))).toEqual([
    'downstream.idle server.tomcat.keep-alive-timeout = 6000', 'downstream.header server.tomcat.connection-timeout = 5000', 'downstream.body server.tomcat.connection-timeout = 5000',
  ]);
});

it('waits for requests only in a graceful shutdown', async () => {
  const graceful = async (text: string) => onlyLayer(await started(tomcat, run, { 'src/main/resources/application.properties': text })).settings.map(({ timer, value }) => [timer, value.kind === 'known' ? value.amount : value.kind]);
  expect(await graceful('server.shutdown=graceful\nspring.lifecycle.timeout-per-shutdown-phase=PT1M\n')).toEqual([['stop.graceful', 60_000]]);
  expect(await graceful('server.shutdown=graceful\n')).toEqual([['stop.graceful', 30_000]]);
  expect(await graceful('server.port=80\nspring.lifecycle.timeout-per-shutdown-phase=1m\n')).toEqual([]);
});

it('starts the server that the build names', async () => {
  const of = async (build: string, properties: string) => Promise.all([tomcat, jetty, undertow].map(async (system) => (await started(system, run, { 'pom.xml': build, 'application.properties': properties }))?.layers?.flatMap(({ settings }) => shown(settings))));
  const properties = 'server.jetty.connection-idle-timeout=45s\nserver.undertow.no-request-timeout=50s\n';
  const pom = (starter: string): string => `<project><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-${starter}</artifactId></dependency></project>`;
  expect(await of(pom('jetty'), properties)).toEqual([undefined, ['downstream.idle server.jetty.connection-idle-timeout = 45000 @application.properties:1', 'downstream.body server.jetty.connection-idle-timeout = 45000 @application.properties:1'], undefined]);
  expect(await of(pom('undertow'), properties)).toEqual([undefined, undefined, ['downstream.idle server.undertow.no-request-timeout = 50000 @application.properties:2']]);
  expect(await of(pom('webflux'), properties)).toEqual([undefined, undefined, undefined]);
});

it('needs no command in an image that the build made itself', async () => {
  const image = { image: 'registry.example.com/orders:1', env: { JAVA_TOOL_OPTIONS: '-Dserver.port=8099' } };
  expect(doors(onlyLayer(await started(tomcat, [], files, image)).listens)).toEqual(['*:8099 http/1.1']);
  expect(await started(tomcat, [], files, { image: 'postgres:16' })).toBeUndefined();
  expect(await started(tomcat, [], { 'application.yml': yaml }, image)).toBeUndefined();
});

it('is neither another framework nor a program without a server', async () => {
  expect(await started(tomcat, run, { 'pom.xml': '<project>io.quarkus</project>', 'application.properties': 'server.port=1\n' })).toBeUndefined();
  expect(await started(tomcat, run, { 'application.properties': 'quarkus.http.port=1\nserver.port=2\n' })).toBeUndefined();
  expect(await started(tomcat, run, { 'build.gradle': gradle('batch') })).toBeUndefined();
  expect(await started(tomcat, ['java', '-jar', 'kafka.jar'])).toBeUndefined();
});

it.each([['10s', 10_000], ['500ms', 500], ['2m', 120_000], ['1500', 1500], ['PT1M30S', 90_000], ['pt0.5s', 500], ['10 sec', undefined], ['', undefined]])('reads %j', (text, amount) => {
  expect(springDuration(text)).toBe(amount);
});

it('takes a negative duration for no limit', () => {
  expect(springDuration('-1')).toMatchObject({ kind: 'known', amount: Number.POSITIVE_INFINITY });
});
