import type { Place } from '../model/place.ts';
import type { Finding, ResultProblem, Severity } from '../model/result.ts';
import type { Report, RuleInfo } from './report.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0, as GitHub code scanning and editors read it. */
export const sarif: Report = (result, { rules, version }) => {
  const listed = withMissing(rules, result.findings);
  const index = new Map(listed.map(({ id }, at) => [id, at]));
  const run = {
    tool: { driver: { name: 'hoplint', semanticVersion: version, rules: listed.map(describeRule) } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { SRCROOT: { description: { text: 'The inspected folder.' } } },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: result.problems.map(describeProblem) }],
    results: result.findings.map((finding) => describeFinding(finding, index.get(finding.rule) ?? -1)),
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
};

function withMissing(rules: readonly RuleInfo[], findings: readonly Finding[]): readonly RuleInfo[] {
  const known = new Set(rules.map(({ id }) => id));
  const missing = new Set(findings.map(({ rule }) => rule).filter((rule) => !known.has(rule)));
  return [...rules, ...[...missing].map((id) => ({ id, summary: id }))];
}

const describeRule = ({ id, summary, page }: RuleInfo) => ({
  id,
  shortDescription: { text: summary },
  ...(page === undefined ? {} : { help: { text: page, markdown: page } }),
});

function describeFinding(finding: Finding, ruleIndex: number) {
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: `${finding.message}\n${finding.symptom}\n${finding.advice}` },
    locations: [physical(finding.location)],
    relatedLocations: finding.related.map(({ location, message }, id) => ({ id, ...physical(location), message: { text: message } })),
    partialFingerprints: { 'hoplint/v1': finding.fingerprint },
    properties: { confidence: finding.confidence, chains: finding.chains, ...(finding.when === null ? {} : { when: finding.when }) },
  };
}

const describeProblem = ({ location, message }: ResultProblem) => ({ level: 'warning', message: { text: message }, locations: [physical(location)] });

function physical({ file, line, column, endLine, endColumn }: Place) {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: 'SRCROOT' }, region: { startLine: line, startColumn: column, endLine, endColumn } } };
}
