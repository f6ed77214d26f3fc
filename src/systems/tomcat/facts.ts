import type { SystemFacts } from '../facts.ts';

const connector = 'https://github.com/apache/tomcat/blob/84ac9af072/webapps/docs/config/http.xml';
const shipped = 'https://github.com/apache/tomcat/blob/84ac9af072/conf/server.xml';
/** Measured: idle connections are looked through once a second. */
const window = { early: 0, late: 850 };
const plain = ['connector', 'spring'];

export const facts: SystemFacts = {
  system: 'tomcat',
  title: 'Tomcat',
  kind: 'app-server',
  language: 'java',
  sideBySide: true,
  defaults: [
    { timer: 'downstream.idle', name: 'keepAliveTimeout', value: 60_000, profiles: plain, window, link: connector },
    { timer: 'downstream.header', name: 'connectionTimeout', value: 60_000, profiles: plain, link: connector },
    { timer: 'downstream.body', name: 'connectionTimeout', value: 60_000, profiles: plain, link: connector },
    { timer: 'downstream.idle', name: 'keepAliveTimeout', value: 20_000, profiles: ['shipped'], window, link: shipped },
    { timer: 'downstream.header', name: 'connectionTimeout', value: 20_000, profiles: ['shipped'], link: shipped },
    { timer: 'downstream.body', name: 'connectionTimeout', value: 20_000, profiles: ['shipped'], link: shipped },
  ],
};
