import { formatDuration } from '../../src/model/duration.ts';
import { counts } from '../../src/model/timer.ts';
import type { Default, SystemFacts } from '../../src/systems/facts.ts';
import { systems } from '../../src/systems/registry.ts';

/** docs/systems.md: what hoplint takes for granted where nobody wrote anything. */
export function systemsPage(): string {
  const all = systems.map(({ facts }) => facts).sort((a, b) => a.title.localeCompare(b.title, 'en'));
  const kinds = ['client', 'middlebox', 'load-balancer', 'proxy', 'app-server'] as const;
  const parts = kinds.map((kind) => [`## ${headings[kind]}`, ...all.filter((facts) => facts.kind === kind).map(section)].join('\n\n'));
  return `${[intro, ...parts].join('\n\n')}\n`;
}

const headings = { client: 'Clients', middlebox: 'Middleboxes', 'load-balancer': 'Load balancers', proxy: 'Proxies', 'app-server': 'App servers' } as const;

const intro = `# Systems and their defaults

Generated from \`src/systems/*/facts.ts\`. Each value links to the page that states it; *uncertain* ones say why. \`window\` is how much earlier or later than its value the clock
was measured to fire.`;

const section = (facts: SystemFacts): string => [`### ${facts.title}\n`, '| Option | Timer | Default | Holds for |', '|---|---|---|---|', ...facts.defaults.map(row)].join('\n');

function row(entry: Default): string {
  const notes = [range(entry), entry.profiles?.join(', '), entry.fixed ? 'fixed' : undefined, entry.window ? `window -${formatDuration(entry.window.early)} +${formatDuration(entry.window.late)}` : undefined, entry.uncertain ? `*uncertain: ${entry.uncertain}*` : undefined];
  return `| \`${cell(entry.name)}\` | ${entry.timer} | [${cell(valueText(entry))}](${entry.link}) | ${cell(notes.filter((note) => note !== undefined && note !== '').join('; '))} |`;
}

function valueText({ value, timer }: Default): string {
  if (value === 'never') return 'no limit';
  if (typeof value !== 'number') return `off: ${value.off}`;
  return counts.has(timer) ? String(value) : formatDuration(value);
}

const range = ({ since, before }: Default): string | undefined => (since === undefined ? (before === undefined ? undefined : `before ${before}`) : before === undefined ? `from ${since}` : `${since} to before ${before}`);
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
