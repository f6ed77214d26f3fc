import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { sarif } from '../../src/report/sarif.ts';
import { cutDownload, options } from './cut-download.ts';

const shared = process.env['HOPLINT_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const schemaFile = `${shared}/schemas/sarif-2.1.0.json`;

test('results with places, related places, fingerprints and rules', () => {
  const { runs } = JSON.parse(sarif({ ...cutDownload, findings: cutDownload.findings.slice(0, 1) }, options));
  expect(runs[0]).toMatchInlineSnapshot(`
    {
      "columnKind": "utf16CodeUnits",
      "invocations": [
        {
          "executionSuccessful": true,
          "toolExecutionNotifications": [],
        },
      ],
      "originalUriBaseIds": {
        "SRCROOT": {
          "description": {
            "text": "The inspected folder.",
          },
        },
      },
      "results": [
        {
          "level": "error",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "k8s/app.yaml",
                  "uriBaseId": "SRCROOT",
                },
                "region": {
                  "endColumn": 11,
                  "endLine": 12,
                  "startColumn": 7,
                  "startLine": 12,
                },
              },
            },
          ],
          "message": {
            "text": "gunicorn aborts its worker after 30 s, the download /api/archives/zip takes 120 s
    the download ends early and the archive is corrupt; the log of gunicorn says WORKER TIMEOUT
    write --timeout 121 or more, or use gthread workers",
          },
          "partialFingerprints": {
            "hoplint/v1": "fp-gunicorn",
          },
          "properties": {
            "chains": [
              "c1",
            ],
            "confidence": "certain",
          },
          "relatedLocations": [
            {
              "id": 0,
              "message": {
                "text": "/api/archives/zip takes 120 s, declared here",
              },
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "hoplint.yaml",
                  "uriBaseId": "SRCROOT",
                },
                "region": {
                  "endColumn": 19,
                  "endLine": 3,
                  "startColumn": 15,
                  "startLine": 3,
                },
              },
            },
          ],
          "ruleId": "endpoint-cut",
          "ruleIndex": 0,
        },
      ],
      "tool": {
        "driver": {
          "name": "hoplint",
          "rules": [
            {
              "help": {
                "markdown": "# endpoint-cut",
                "text": "# endpoint-cut",
              },
              "id": "endpoint-cut",
              "shortDescription": {
                "text": "a layer on the way of a declared endpoint gives up before it is done",
              },
            },
          ],
          "semanticVersion": "1.2.3",
        },
      },
    }
  `);
});

test('severities become levels, and a rule without metadata is still listed', () => {
  const findings = cutDownload.findings.map((finding, index) => ({ ...finding, rule: `rule-${index}`, severity: (['error', 'warning', 'info'] as const)[index] ?? 'info' }));
  const [run] = JSON.parse(sarif({ ...cutDownload, findings }, options)).runs;
  expect(run.results.map((result: { level: string; ruleId: string; ruleIndex: number }) => [result.level, run.tool.driver.rules[result.ruleIndex].id])).toEqual([['error', 'rule-0'], ['warning', 'rule-1'], ['note', 'rule-2']]);
});

test('a file name is a URI', () => {
  const findings = cutDownload.findings.slice(0, 1).map((finding) => ({ ...finding, location: { ...finding.location, file: 'a b/ü#.yaml' } }));
  expect(JSON.parse(sarif({ ...cutDownload, findings }, options)).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('a%20b/%C3%BC%23.yaml');
});

test.skipIf(!existsSync(schemaFile) && !process.env['HOPLINT_SHARED'])('valid against the SARIF 2.1.0 schema (skipped where the schema is absent)', () => {
  const { $schema: _draft4, id: _id, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
  const problems = [{ location: { file: 'a.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 }, message: 'not read' }];
  validate(JSON.parse(sarif({ ...cutDownload, problems }, options)));
  expect(validate.errors ?? []).toEqual([]);
});
