import type { SystemFacts } from '../facts.ts';

export const connectorPage = 'https://github.com/apache/tomcat/blob/84ac9af072/webapps/docs/config/http.xml';
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
  sendsHint: true,
  defaults: [
    { timer: 'downstream.idle', name: 'keepAliveTimeout', value: 60_000, profiles: plain, window, link: connectorPage },
    { timer: 'downstream.header', name: 'connectionTimeout', value: 60_000, profiles: plain, link: connectorPage },
    { timer: 'downstream.body', name: 'connectionTimeout', value: 60_000, profiles: plain, link: connectorPage },
    { timer: 'downstream.idle', name: 'keepAliveTimeout', value: 20_000, profiles: ['shipped'], window, link: shipped },
    { timer: 'downstream.header', name: 'connectionTimeout', value: 20_000, profiles: ['shipped'], link: shipped },
    { timer: 'downstream.body', name: 'connectionTimeout', value: 20_000, profiles: ['shipped'], link: shipped },
  ],
};

/** Of the shipped server.xml. */
export const defaultPort = 8080;

/** A bare number below this is more likely meant as seconds. */
export const suspiciousBelow = 100;
