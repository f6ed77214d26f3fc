import type { SystemFacts } from '../facts.ts';

const docs = 'https://github.com/forwardemail/superagent/blob/3ef3676/docs/index.md#timeouts';

export const superagentFacts: SystemFacts = {
  system: 'js-superagent',
  title: 'SuperAgent',
  kind: 'client',
  language: 'javascript',
  defaults: [
    { timer: 'upstream.deadline', name: 'deadline', value: 'never', link: docs },
    { timer: 'upstream.first-byte', name: 'response', value: 'never', link: docs },
    { timer: 'probe.idle', name: 'agent', value: 'never', profiles: ['node'], link: 'https://github.com/forwardemail/superagent/blob/3ef3676/src/node/index.js', uncertain: 'read out of the source code' },
  ],
};
