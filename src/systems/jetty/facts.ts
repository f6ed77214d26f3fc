import type { SystemFacts } from '../facts.ts';

const connector = 'https://github.com/jetty/jetty.project/blob/acf33259281/jetty-core/jetty-server/src/main/java/org/eclipse/jetty/server/AbstractConnector.java';

export const facts: SystemFacts = {
  system: 'jetty',
  title: 'Jetty',
  kind: 'app-server',
  language: 'java',
  sideBySide: true,
  defaults: [
    { timer: 'downstream.idle', name: 'jetty.http.idleTimeout', value: 30_000, link: connector },
    { timer: 'downstream.body', name: 'jetty.http.idleTimeout', value: 30_000, link: connector },
  ],
};

/** A product that is Jetty with options of its own. */
export interface Product {
  readonly title: string;
  readonly image: RegExp;
  /** Its jar, where it is started by hand. */
  readonly jar: RegExp;
  /** Milliseconds. */
  readonly idleOption: string;
  readonly portOption: string;
  readonly port: number;
  readonly link: string;
  readonly uncertain: string;
}

export const products: readonly Product[] = [
  {
    title: 'WireMock', image: /(?:^|\/)wiremock$/, jar: /^wiremock[\w.-]*\.jar$/, idleOption: '--jetty-idle-timeout', portOption: '--port', port: 8080,
    link: 'https://wiremock.org/docs/standalone/java-jar/', uncertain: 'read out of the source code: without the option the 30 s of Jetty stay',
  },
];

/** Where it listens unless told. */
export const defaultPort = 8080;
