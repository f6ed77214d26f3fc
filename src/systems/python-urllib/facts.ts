import type { SystemFacts } from '../facts.ts';

const request = 'https://docs.python.org/3/library/urllib.request.html#urllib.request.urlopen';

export const timeoutLink = request;

export const facts: SystemFacts = {
  system: 'python-urllib',
  title: 'urllib.request',
  kind: 'client',
  language: 'python',
  defaults: [
    { timer: 'upstream.connect', name: 'timeout', value: 'never', link: 'https://docs.python.org/3/library/socket.html#socket.getdefaulttimeout' },
    { timer: 'upstream.read', name: 'timeout', value: 'never', effect: { sees: 'TimeoutError: The read operation timed out' }, link: 'https://docs.python.org/3/library/socket.html#socket.getdefaulttimeout' },
  ],
};
