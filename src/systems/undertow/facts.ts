import type { SystemFacts } from '../facts.ts';

export const facts: SystemFacts = {
  system: 'undertow',
  title: 'Undertow',
  kind: 'app-server',
  language: 'java',
  sideBySide: true,
  defaults: [{ timer: 'downstream.idle', name: 'NO_REQUEST_TIMEOUT', value: 60_000, link: 'https://github.com/undertow-io/undertow/blob/c8299de09/core/src/main/java/io/undertow/Undertow.java' }],
};
