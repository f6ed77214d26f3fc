import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/result.ts';
import { github } from '../../src/report/github.ts';
import { cutDownload, options } from './cut-download.ts';

test('one annotation per finding', () => {
  expect(github(cutDownload, options)).toMatchInlineSnapshot(`
    "::error file=k8s/app.yaml,line=12,col=7,endColumn=10,title=endpoint-cut::gunicorn aborts its worker after 30 s, the download /api/archives/zip takes 120 s%0A- hoplint.yaml:3:15 /api/archives/zip takes 120 s, declared here%0Asymptom: the download ends early and the archive is corrupt; the log of gunicorn says WORKER TIMEOUT%0Aadvice: write --timeout 121 or more, or use gthread workers
    ::error file=frontend/src/api.ts,line=3,col=68,endColumn=73,title=endpoint-cut::superagent gives up after 30 s in all, the download /api/archives/zip takes 120 s%0A- hoplint.yaml:3:15 /api/archives/zip takes 120 s, declared here%0Asymptom: the page reports a timeout while the server still sends%0Aadvice: write deadline: 121_000 or more
    ::error file=k8s/ingress.yaml,line=6,col=15,endColumn=16,title=endpoint-cut::the Google load balancer ends the response after 30 s, the download /api/archives/zip takes 120 s%0A- hoplint.yaml:3:15 /api/archives/zip takes 120 s, declared here%0Asymptom: the connection closes in the middle of the download%0Aadvice: write timeoutSec: 121 or more
    "
  `);
});

test('what could end a command or a property is escaped', () => {
  const [first] = cutDownload.findings as [Finding];
  const hostile: Finding = { ...first, severity: 'warning', message: '100%\r\n::error::x', location: { ...first.location, file: 'a,b:c.yaml' }, related: [] };
  const printed = github({ ...cutDownload, findings: [hostile] }, options);
  expect(printed.trimEnd().split('\n')).toHaveLength(1);
  expect(printed).toContain('::warning file=a%2Cb%3Ac.yaml,line=12,');
  expect(printed).toContain('::100%25 %0A::error::x%0A');
});
