import type { Finding, Severity } from '../model/result.ts';
import { printable } from './symbols.ts';
import type { Report } from './report.ts';

/** Workflow commands of GitHub Actions: one annotation per finding, at its primary place. */
export const github: Report = (result) => {
  const problems = result.problems.map(({ location, message }) => command('warning', { file: location.file, line: location.line, col: location.column, title: 'hoplint: not read' }, message));
  return [...result.findings.map(annotate), ...problems].map((line) => `${line}\n`).join('');
};

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

function annotate(finding: Finding): string {
  const { file, line, column, endLine, endColumn } = finding.location;
  const span = endLine === line ? { line, col: column, endColumn: Math.max(column, endColumn - 1) } : { line, endLine };
  const related = finding.related.map(({ location, message }) => `- ${location.file}:${location.line}:${location.column} ${message}`);
  const text = [finding.message, ...related, ...(finding.when ? [`when: ${finding.when}`] : []), `symptom: ${finding.symptom}`, `advice: ${finding.advice}`].join('\n');
  return command(levels[finding.severity], { file, ...span, title: finding.rule }, text);
}

const command = (level: string, properties: Readonly<Record<string, string | number>>, message: string): string =>
  `::${level} ${Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(printable(String(value)))}`).join(',')}::${escapeData(printable(message))}`;

const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
