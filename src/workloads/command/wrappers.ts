import { posix } from 'node:path';
import { own } from '../../model/own.ts';
import type { Word } from '../container.ts';

/** The rest of the command after a program that only starts another one; `undefined` if it is no such program. */
export function behindWrapper(argv: readonly Word[]): readonly Word[] | undefined {
  const [program, ...args] = argv;
  if (program?.value === undefined) return undefined;
  const name = posix.basename(program.value);
  const rest = afterSubcommand(name, args) ?? own(wrappers, name)?.(args);
  return rest === undefined || rest.length === 0 ? undefined : rest;
}

type Rest = (args: readonly Word[]) => readonly Word[];

/** Skips options; those in `valued` take the next word with them. */
const afterOptions = (...valued: readonly string[]): Rest => (args) => {
  let at = 0;
  while (args[at]?.value?.startsWith('-') === true) {
    const option = args[at]?.value ?? '';
    at += 1;
    if (option === '--') break;
    if (valued.includes(option)) at += 1;
  }
  return args.slice(at);
};

const afterOperands = (count: number, options: Rest = afterOptions()): Rest => (args) => options(args).slice(count);

const afterDashes: Rest = (args) => {
  const dashes = args.findIndex((word) => word.value === '--');
  return dashes < 0 ? [] : args.slice(dashes + 1);
};

const afterAssignments: Rest = (args) => {
  const first = args.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word.expression));
  return first < 0 ? [] : args.slice(first);
};

const envOptions = afterOptions('-u', '--unset', '-C', '--chdir');

const wrappers: Readonly<Record<string, Rest>> = {
  exec: afterOptions('-a'),
  command: afterOptions(),
  nohup: afterOptions(),
  time: afterOptions(),
  setsid: afterOptions(),
  stdbuf: afterOptions('-o', '-e', '-i'),
  nice: afterOptions('-n'),
  ionice: afterOptions('-c', '-n'),
  sudo: afterOptions('-u', '-g'),
  gosu: afterOperands(1),
  'su-exec': afterOperands(1),
  setuidgid: afterOperands(1),
  's6-setuidgid': afterOperands(1),
  chpst: afterOptions('-u', '-U', '-e', '-n'),
  'dumb-init': afterOptions('-r', '--rewrite'),
  tini: afterOptions('-e', '-p'),
  'docker-init': afterOptions(),
  catatonit: afterOptions(),
  'pid1': afterOptions(),
  'xvfb-run': afterOptions('-n', '-s', '--server-args'),
  timeout: afterOperands(1, afterOptions('-s', '-k', '--signal', '--kill-after')),
  env: (args) => afterAssignments(envOptions(args)),
  'cross-env': afterAssignments,
  'cross-env-shell': afterAssignments,
  dotenv: (args) => (args.some((word) => word.value === '--') ? afterDashes(args) : afterOptions('-e', '-f')(args)),
  'ddtrace-run': afterOptions(),
  'opentelemetry-instrument': afterOptions('--traces_exporter', '--metrics_exporter', '--logs_exporter', '--service_name', '--exporter_otlp_endpoint'),
  'newrelic-admin': afterOperands(1),
  'with-contenv': afterOptions(),
  'wait-for-it.sh': afterDashes,
  'wait-for-it': afterDashes,
  'wait-for.sh': afterDashes,
  'wait-for': afterDashes,
  dockerize: (args) => (args.some((word) => word.value === '--') ? afterDashes(args) : afterOptions('-wait', '-timeout', '-template', '-stdout', '-stderr', '-wait-retry-interval')(args)),
  watchmedo: afterDashes,
  chamber: afterDashes,
  doppler: afterDashes,
  infisical: afterDashes,
  op: afterDashes,
  'aws-vault': afterDashes,
};

const subcommands: Readonly<Record<string, readonly [subcommand: string, options: Rest]>> = {
  bundle: ['exec', afterOptions('--gemfile')],
  poetry: ['run', afterOptions('-C', '--directory')],
  pipenv: ['run', afterOptions()],
  pdm: ['run', afterOptions('-p')],
  rye: ['run', afterOptions()],
  hatch: ['run', afterOptions()],
  uv: ['run', afterOptions('--with', '--python', '-p', '--project', '--directory', '--extra', '--group', '--env-file', '--package')],
  conda: ['run', afterOptions('-n', '--name', '-p', '--prefix')],
  micromamba: ['run', afterOptions('-n', '--name', '-p', '--prefix')],
};

function afterSubcommand(name: string, args: readonly Word[]): readonly Word[] | undefined {
  const entry = own(subcommands, name);
  if (!entry) return undefined;
  const [subcommand, options] = entry;
  const at = args.findIndex((word) => word.value === subcommand);
  return at < 0 || args.slice(0, at).some((word) => word.value?.startsWith('-') === false) ? undefined : options(args.slice(at + 1));
}

/** Entry scripts of published images that end in starting their arguments. */
export function isPassThrough(program: string): boolean {
  return /(?:^|\/)entrypoints?\/[\w.-]+$/.test(program) || /^(?:docker-(?:php-)?entrypoint(?:\.sh)?|(?:docker-)?entrypoint\.sh|entrypoint|container-entrypoint|nvidia_entrypoint\.sh|s6-svscan|_entrypoint\.sh)$/.test(posix.basename(program));
}
