import { expect, it } from 'vitest';
import { withDefaults } from '../../../src/systems/defaults.ts';
import { tomcat } from '../../../src/systems/tomcat/index.ts';
import { doors, onlyLayer, shown, started, stray } from '../python/reading.ts';

const server = (attributes: string): string => `<Server>\n <Service>\n  <Connector ${attributes}/>\n  <Connector protocol="AJP/1.3" port="8009"/>\n </Service>\n</Server>\n`;
const path = '/usr/local/tomcat/conf/server.xml';
const mounted = async (attributes: string, env = {}) => onlyLayer(await started(tomcat, [], {}, { image: 'tomcat:9.0', files: { [path]: server(attributes) }, env }));

it('reads the connector; keepAliveTimeout falls back to connectionTimeout', async () => {
  const layer = await mounted('port="8081" connectionTimeout="45000"');
  expect(shown(layer.settings).map((one) => one.replace(/ @.*/, ''))).toEqual(['downstream.idle keepAliveTimeout = 45000', 'downstream.header connectionTimeout = 45000', 'downstream.body connectionTimeout = 45000']);
  expect(layer.settings[0]?.provenance.kind).toBe('derived');
  expect(doors(layer.listens)).toEqual(['*:8081 http/1.1']);
  expect(layer.version).toMatchObject({ known: '9.0' });
});

it('knows -1, variables and what the repository does not show', async () => {
  const layer = await mounted('port="${http.port:-8082}" keepAliveTimeout="-1" connectionTimeout="${WAIT}"', { WAIT: '7000' });
  expect(shown(layer.settings).map((one) => one.replace(/ @.*/, ''))).toEqual(['downstream.idle keepAliveTimeout = never', 'downstream.header connectionTimeout = 7000', 'downstream.body connectionTimeout = 7000']);
  expect(doors(layer.listens)).toEqual(['*:8082 http/1.1']);
  expect((await mounted('port="80" keepAliveTimeout="{{ keepalive }}"')).settings.map(({ value }) => value.kind)).toEqual(['unknown']);
});

it('has 20 s in the file that the image ships, 60 s where a connector says nothing', async () => {
  const idle = async (layer: ReturnType<typeof onlyLayer>) => withDefaults(layer.settings, tomcat.facts, { version: layer.version, place: layer.place, profile: layer.profile ?? '' }).find(({ timer }) => timer === 'downstream.idle');
  const shipped = await idle(onlyLayer(await started(tomcat, [], { 'server.xml': server('port="1"') }, { image: 'tomcat:10.1' })));
  expect(shipped).toMatchObject({ value: { amount: 20_000 }, window: { late: 850 } });
  expect((await idle(await mounted('port="8080"')))?.value).toMatchObject({ amount: 60_000 });
});

it('reads a server.xml that nothing starts', async () => {
  const files = { 'uaa/my.server.xml': server('port="8080" keepAliveTimeout="20000"'), 'pom.xml': '<project><Connector/></project>' };
  expect(shown(onlyLayer(await stray(tomcat, 'uaa/my.server.xml', files)).settings)).toEqual(['downstream.idle keepAliveTimeout = 20000 @uaa/my.server.xml:3']);
  expect(await stray(tomcat, 'pom.xml', files)).toBeUndefined();
});
