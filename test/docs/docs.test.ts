import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { inspect, lint } from '../../src/lint.ts';
import { chainText } from '../../src/report/chain-text.ts';
import type { Report } from '../../src/report/report.ts';
import { text } from '../../src/report/text.ts';
import { traceText } from '../../src/report/trace-text.ts';
import { trace } from '../../src/trace/trace.ts';
import { systemsPage } from './systems-page.ts';

const root = join(import.meta.dirname, '../..');
const examples = readdirSync(join(root, 'examples')).sort();

/** What the command prints in the example's folder; `npx vitest run test/docs -u` writes it anew. */
async function printed(example: string, report: Report): Promise<string> {
  const { result, sources } = await lint(join(root, 'examples', example));
  return report(result, { sources, colour: false, unicode: true, width: 100, verbose: false, quiet: false, rules: [], version: '0.0.0' });
}

describe('the three founding incidents', () => {
  for (const example of examples) {
    it(`${example} prints what test/docs/${example}.txt says`, async () => {
      await expect(await printed(example, text)).toMatchFileSnapshot(`${example}.txt`);
    });
  }

  it('cut-download names all three layers at once, and no read gap', async () => {
    const { result } = await lint(join(root, 'examples/cut-download'));
    const cuts = result.findings.filter((finding) => finding.rule === 'endpoint-cut' && finding.severity === 'error');
    expect(cuts.map((finding) => [finding.setting?.layer, finding.setting?.name, finding.setting?.value])).toEqual(expect.arrayContaining([
      ['gcp-lb', 'timeoutSec', { ms: 45_000, written: '45' }],
      ['gunicorn', 'timeout', { ms: 30_000, written: '30' }],
      ['js-superagent', 'deadline', { ms: 60_000, written: '60000' }],
    ]));
    expect(cuts).toHaveLength(3);
  });
});

describe('documentation', () => {
  it('README shows real output and every rule', async () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const finding = (await printed('sporadic-502', text)).split(/\n(?=error |warning )/)[0] ?? '';
    const chain = (await printed('sporadic-502', chainText)).split(/\n\nchain 2/)[0] ?? '';
    const { model } = await inspect(join(root, 'examples/cut-download'));
    const traced = traceText(trace(model, { path: '/api/exports/7/archive', method: 'GET', kind: 'download', duration: 120_000 }), { colour: false, unicode: true, width: 100 });
    const table = rules.map(({ id, summary }) => `| [${id}](rules/${id}.md) | ${summary} |`).join('\n');
    const filled = [['output: sporadic-502', '/output', fenced(finding)], ['chain: sporadic-502', '/chain', fenced(chain)], ['trace: cut-download', '/trace', fenced(traced)], ['rules', '/rules', table]].reduce((page, [from = '', to = '', content = '']) => between(page, from, to, content), readme);
    await expect(filled).toMatchFileSnapshot('../../README.md');
  });

  it('docs/systems.md lists every fact', async () => {
    await expect(systemsPage()).toMatchFileSnapshot('../../docs/systems.md');
  });
});

const fenced = (content: string): string => `\`\`\`text\n${content.trimEnd()}\n\`\`\``;

function between(page: string, from: string, to: string, content: string): string {
  const [start, end] = [`<!-- ${from} -->\n`, `\n<!-- ${to} -->`];
  const [head, rest] = [page.slice(0, page.indexOf(start) + start.length), page.slice(page.indexOf(end))];
  return `${head}${content}${rest}`;
}
