import { Command, Option } from 'commander';
import type { ChainOptions } from './chain.ts';
import type { CheckOptions } from './check.ts';
import type { InitOptions } from './init.ts';
import { ownVersion } from './package.ts';
import type { Engine } from './run-roots.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import type { TraceOptions } from './trace.ts';

const examples = `
Examples:
  hoplint                                    check the repository in this folder
  hoplint check services/shop services/pay   check two folders, each on its own
  hoplint check --format sarif --output hoplint.sarif
  hoplint check --rule missing-timeout=off --fail-on warning
  hoplint chain --route /api/reports         the way of a request, with every timer on it
  hoplint trace /api/reports --for 120s      what becomes of a request that takes so long
  hoplint init --write                       begin a hoplint.yaml with what hoplint found
  hoplint explain idle-timeout-inverted      what a rule means and how to mend it

What files cannot say (how long an endpoint lasts, which version runs) stands in hoplint.yaml.

Exit codes:
  0  no finding at or above --fail-on (default: error)
  1  findings
  2  the job could not be done: usage, configuration, or nothing to read
`;

/** The command line. `done` receives the exit code of the command that ran. */
export function program(terminal: Terminal, done: (code: ExitCode) => void): Command {
  const root = new Command('hoplint')
    .description('Finds timeouts that contradict each other along a request\'s whole way: client, load balancer, proxies, app server.')
    .version(ownVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', examples)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err });
  addCheck(root, terminal, done);
  addChain(root, terminal, done);
  addTrace(root, terminal, done);
  addInit(root, terminal, done);
  addExplain(root, terminal, done);
  return root;
}

function addCheck(root: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  root
    .command('check', { isDefault: true })
    .description('name every pair of timers that contradict each other')
    .argument('[paths...]', 'folders, each checked on its own; a file stands for the repository around it', [])
    .addOption(new Option('-f, --format <format>', 'how to print').choices(['text', 'json', 'sarif', 'github']).default('text'))
    .addOption(new Option('--fail-on <severity>', 'least severity that gives exit code 1').choices(['error', 'warning', 'never']).default('error'))
    .option('-c, --config <file>', 'configuration instead of hoplint.yaml')
    .option('--rule <id=severity>', 'severity of a rule: off, error, warning, info; may be repeated', (rule: string, before: readonly string[]) => [...before, rule], [])
    .option('--helm', 'render charts with the helm on PATH: this starts a program, with the templates of the repository as its input')
    .option('--strict', 'exit code 1 also for what could not be read or not be judged')
    .option('-v, --verbose', 'also what is undetermined, open ends, notes and links')
    .option('-q, --quiet', 'one line per error or warning, nothing else')
    .option('-o, --output <file>', 'write to a file')
    .addOption(new Option('--color', 'colours, whatever the terminal'))
    .addOption(new Option('--no-color', 'no colours').default(undefined))
    .action(async (paths: string[], options: CheckOptions) => {
      const { check } = await import('./check.ts');
      done(await check(await engine(), paths, options, terminal));
    });
}

function addChain(root: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  root
    .command('chain')
    .description('print every way that a request can take, hop by hop, with all timers and where each comes from')
    .argument('[path]', 'folder; a file stands for the repository around it')
    .addOption(new Option('-f, --format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .option('-c, --config <file>', 'configuration instead of hoplint.yaml')
    .option('-r, --route <route>', 'only chains that serve /path or host/path')
    .option('-v, --verbose', 'with links to the documentation of defaults')
    .addOption(new Option('--color', 'colours, whatever the terminal'))
    .addOption(new Option('--no-color', 'no colours').default(undefined))
    .action(async (path: string | undefined, options: ChainOptions) => {
      const { chain } = await import('./chain.ts');
      done(await chain(await engine(), path, options, terminal));
    });
}

const tracing = `
Without --for (and without an endpoint of that path in hoplint.yaml) it shows what an unused connection meets on every hop.
A response is silent until it is complete; of a download or stream the first bytes come at once, and --silence is its longest gap.
`;

function addTrace(root: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  root
    .command('trace')
    .description('follow one request: which timer ends it first, at which second, what the client sees, and what would come next')
    .argument('<request>', '/path, host/path or a URL')
    .argument('[path]', 'folder; a file stands for the repository around it')
    .option('--for <duration>', 'how long the request takes until the response is complete, e.g. 120s')
    .addOption(new Option('--kind <kind>', 'how its bytes come (default: response)').choices(['response', 'download', 'upload', 'stream', 'websocket']))
    .option('--silence <duration>', 'longest gap without a byte')
    .option('--work <duration>', 'how long the server itself is busy (default: as --for)')
    .option('--idle <duration>', 'pause until the next request on the same connection')
    .option('--method <method>', 'method of the request', 'GET')
    .option('--host <host>', 'host of the request')
    .addOption(new Option('-f, --format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .option('-c, --config <file>', 'configuration instead of hoplint.yaml')
    .addOption(new Option('--color', 'colours, whatever the terminal'))
    .addOption(new Option('--no-color', 'no colours').default(undefined))
    .addHelpText('after', tracing)
    .action(async (request: string, path: string | undefined, options: TraceOptions) => {
      const [{ trace }, { inspect }] = await Promise.all([import('./trace.ts'), import('../lint.ts')]);
      done(await trace(inspect, request, path, options, terminal));
    });
}

function addInit(root: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  root
    .command('init')
    .description('print a hoplint.yaml with what was found and what only people know, every suggestion commented out')
    .argument('[path]', 'folder; a file stands for the repository around it')
    .option('-w, --write', 'write it instead')
    .option('--force', 'overwrite one that exists')
    .action(async (path: string | undefined, options: InitOptions) => {
      const { init } = await import('./init.ts');
      done(await init(await engine(), path, options, terminal));
    });
}

function addExplain(root: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  root
    .command('explain')
    .description('print what a rule means: symptom, cause, wrong and right configuration')
    .argument('[rule]', 'name of the rule; without it, all rules are listed')
    .action(async (rule: string | undefined) => {
      const [{ explain }, { withPages }, { rules }] = await Promise.all([import('./explain.ts'), import('./rule-pages.ts'), import('../../rules/index.ts')]);
      done(explain(rule, withPages(rules), terminal));
    });
}

async function engine(): Promise<Engine> {
  const [{ lint }, { rules }] = await Promise.all([import('../lint.ts'), import('../../rules/index.ts')]);
  return { lint, rules };
}
