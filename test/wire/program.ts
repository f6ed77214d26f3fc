/** One real program, as a line of the start script and the files that it reads. */
export interface Program {
  readonly system: string;
  /** Commands that have to be installed, Python modules as `python:gevent`, Node packages as `npm:axios`. */
  readonly needs: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly line: string;
  /** Where it listens; a client does not. */
  readonly at?: Address;
  /** For people: the part of the configuration that matters. */
  readonly shows: string;
}

/** The server's side of the network namespaces. */
export const serverAddress = '10.77.2.2';

/** What clients on the other side of the router call it: the service of its compose file. */
export const serverName = 'web';

export interface Address {
  readonly host: '127.0.0.1' | '127.0.0.2' | typeof serverAddress | typeof serverName;
  readonly port: number;
}

export const addressText = ({ host, port }: Address): string => `${host}:${port}`;
