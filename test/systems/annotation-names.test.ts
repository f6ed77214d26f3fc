import { describe, expect, it } from 'vitest';
import { misspelling } from '../../src/systems/annotation-names.ts';
import { annotationNames, globalNames } from '../../src/systems/ingress-nginx/annotations.ts';

const slip = (key: string) => misspelling(key, annotationNames);

describe('misspelt annotations', () => {
  it.each([
    ['proxy-read-timout', 'proxy-read-timeout'],
    ['proxy_read_timeout', 'proxy-read-timeout'],
    ['Proxy-Send-Timeout', 'proxy-send-timeout'],
    ['proxy-next-upstream-retries', 'proxy-next-upstream-tries'],
  ])('%s means %s', (key, meant) => expect(slip(key)).toEqual({ meant }));

  it('speak of a limit that nobody has', () => {
    expect(slip('upstream-request-timeout')).toEqual({ meant: undefined });
  });

  it.each(['proxy-read-timeout', 'proxy-next-upstream', 'session-cookie-max-age', 'auth-keepalive-share-vars', 'limit-rps', 'proxy-buffering', 'a-feature-of-tomorrow'])('%s is none', (key) => {
    expect(slip(key)).toBeUndefined();
  });

  it('lets names of an incomplete list pass unless they are close', () => {
    const names = { limits: ['proxy-read-timeout'], others: undefined };
    expect(misspelling('fail-timeout', names)).toBeUndefined();
    expect(misspelling('proxy-read-timeot', names)).toEqual({ meant: 'proxy-read-timeout' });
  });

  it('knows the keys of the ConfigMap that feed no timer', () => {
    for (const key of ['worker-shutdown-timeout', 'proxy-stream-timeout', 'ssl-session-timeout', 'upstream-keepalive-time', 'proxy-set-headers']) expect(misspelling(key, globalNames)).toBeUndefined();
    expect(misspelling('keepalive', globalNames)).toEqual({ meant: 'keep-alive' });
  });
});
