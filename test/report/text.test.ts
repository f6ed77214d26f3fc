import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/model/result.ts';
import { text } from '../../src/report/text.ts';
import { cutDownload, options } from './cut-download.ts';

const one: Result = { ...cutDownload, findings: cutDownload.findings.slice(0, 1) };
const clean: Result = { ...cutDownload, findings: [], summary: { ...cutDownload.summary, errors: 0 } };

describe('text', () => {
  test('names the fault, the chain, both places, symptom and advice', () => {
    expect(text(cutDownload, options)).toMatchInlineSnapshot(`
      "error endpoint-cut: gunicorn aborts its worker after 30 s, the download /api/archives/zip takes
        120 s

        superagent ── 30 s ──▶ gke-lb ── 30 s ──▶ nginx (deployment/edge-nginx) ── 60 s ──▶
          nginx (deployment/django-app) ── 60 s ──▶ gunicorn [30 s ✗]

        k8s/app.yaml:12:7  gunicorn --timeout = 30 s, set here
        11 │     - --timeout
        12 │     - '30'
           │       ^^^^
        13 │     - --graceful-timeout
        hoplint.yaml:3:15  /api/archives/zip takes 120 s, declared here
        2 │   - path: /api/archives/zip
        3 │     duration: 120s
          │               ^^^^
        4 │     kind: download

        symptom  the download ends early and the archive is corrupt; the log of gunicorn says WORKER
                 TIMEOUT
        advice   write --timeout 121 or more, or use gthread workers

      error endpoint-cut: superagent gives up after 30 s in all, the download /api/archives/zip takes
        120 s

        superagent ── 30 s ✗ ──▶ gke-lb ── 30 s ──▶ nginx (deployment/edge-nginx) ── 60 s ──▶
          nginx (deployment/django-app) ── 60 s ──▶ gunicorn [30 s]

        frontend/src/api.ts:3:68  superagent deadline = 30 s, set here
        3 │ const agent = request.agent().timeout({ response: 30_000, deadline: 30_000 });
          │                                                                    ^^^^^^
        hoplint.yaml:3:15  /api/archives/zip takes 120 s, declared here
        2 │   - path: /api/archives/zip
        3 │     duration: 120s
          │               ^^^^
        4 │     kind: download

        symptom  the page reports a timeout while the server still sends
        advice   write deadline: 121_000 or more

      error endpoint-cut: the Google load balancer ends the response after 30 s, the download
        /api/archives/zip takes 120 s

        superagent ── 30 s ──▶ gke-lb ── 30 s ✗ ──▶ nginx (deployment/edge-nginx) ── 60 s ──▶
          nginx (deployment/django-app) ── 60 s ──▶ gunicorn [30 s]

        k8s/ingress.yaml:6:15  gke-lb timeoutSec = 30 s, set here
        5 │ spec:
        6 │   timeoutSec: 30
          │               ^^
        7 │   connectionDraining:
        hoplint.yaml:3:15  /api/archives/zip takes 120 s, declared here
        2 │   - path: /api/archives/zip
        3 │     duration: 120s
          │               ^^^^
        4 │     kind: download

        symptom  the connection closes in the middle of the download
        advice   write timeoutSec: 121 or more

      not judged
        settle by  versions: { node: "20" } in hoplint.yaml, for idle-timeout-inverted
                   (frontend/src/api.ts:1:1)
        open end   storage.example.com: nothing here describes it (k8s/app.yaml:10:7)

      3 errors; checked 1 chain with 4 hops in 5 files; 1 undetermined, 1 open end
      "
    `);
  });

  test('fits a narrow terminal without Unicode', () => {
    const printed = text(one, { ...options, unicode: false, width: 60 });
    expect(printed).toMatchInlineSnapshot(`
      "error endpoint-cut: gunicorn aborts its worker after 30 s,
        the download /api/archives/zip takes 120 s

        superagent -- 30 s --> gke-lb -- 30 s -->
          nginx (deployment/edge-nginx) -- 60 s -->
          nginx (deployment/django-app) -- 60 s -->
          gunicorn [30 s (X)]

        k8s/app.yaml:12:7  gunicorn --timeout = 30 s, set here
        11 |     - --timeout
        12 |     - '30'
           |       ^^^^
        13 |     - --graceful-timeout
        hoplint.yaml:3:15
          /api/archives/zip takes 120 s, declared here
        2 |   - path: /api/archives/zip
        3 |     duration: 120s
          |               ^^^^
        4 |     kind: download

        symptom  the download ends early and the archive is
                 corrupt; the log of gunicorn says WORKER TIMEOUT
        advice   write --timeout 121 or more, or use gthread
                 workers

      not judged
        settle by  versions: { node: "20" } in hoplint.yaml, for
                   idle-timeout-inverted (frontend/src/api.ts:1:1)
        open end   storage.example.com: nothing here describes it
                   (k8s/app.yaml:10:7)

      3 errors; checked 1 chain with 4 hops in 5 files; 1
      undetermined, 1 open end
      "
    `);
    expect(printed).toMatch(/^[\n\x20-\x7e]*$/);
  });

  test('says what was checked when there is nothing to report', () => {
    expect(text(clean, options)).toMatchInlineSnapshot(`
      "not judged
        settle by  versions: { node: "20" } in hoplint.yaml, for idle-timeout-inverted
                   (frontend/src/api.ts:1:1)
        open end   storage.example.com: nothing here describes it (k8s/app.yaml:10:7)

      no fault found: checked 1 chain with 4 hops in 5 files; 1 undetermined, 1 open end
      "
    `);
  });

  test('lists on request what is undetermined and open', () => {
    expect(text(clean, { ...options, verbose: true })).toMatchInlineSnapshot(`
      "undetermined idle-timeout-inverted: the version of node is not known
        frontend/src/api.ts:1:1
        settled by  versions: { node: "20" }

      open end storage.example.com: nothing here describes it
        k8s/app.yaml:10:7

      no fault found: checked 1 chain with 4 hops in 5 files; 1 undetermined, 1 open end
      "
    `);
  });

  test('is one line per finding when quiet, and nothing when clean', () => {
    expect(text(one, { ...options, quiet: true })).toMatchInlineSnapshot(`
      "k8s/app.yaml:12:7 error endpoint-cut: gunicorn aborts its worker after 30 s, the download /api/archives/zip takes 120 s
      "
    `);
    expect(text(clean, { ...options, quiet: true })).toBe('');
  });

  test('always names what could not be read', () => {
    const broken: Result = { ...clean, problems: [{ location: { file: 'a.yaml', line: 3, column: 1, endLine: 3, endColumn: 2 }, message: 'tabs are not indentation' }] };
    expect(text(broken, options)).toContain('not read   tabs are not indentation (a.yaml:3:1)');
  });

  test('colours only when asked to', () => {
    expect(text(one, { ...options, colour: true })).toContain('\u001b[31merror\u001b[39m');
    expect(text(one, options)).not.toContain('\u001b');
  });

  test('lets no escape sequence of a repository through', () => {
    const hostile: Result = { ...one, findings: one.findings.map((finding) => ({ ...finding, message: 'a\u001b[2Jb', location: { ...finding.location, file: 'x\u001b]0;y.yaml' } })) };
    expect(text(hostile, options)).not.toContain('\u001b');
  });
});
