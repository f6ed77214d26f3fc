import type { Place } from '../../model/place.ts';
import type { Process } from '../../model/process.ts';
import type { Text } from '../../model/value.ts';
import { keyword } from '../../syntax/program/query.ts';
import type { Call, Program } from '../../syntax/program/tree.ts';
import { methodOf, objectOf } from '../program/calls.ts';
import { evaluateIn } from '../python/environment.ts';
import { launch } from '../python/launch.ts';
import { fullCallee } from '../python/library.ts';
import { portOf } from '../python/listener.ts';
import { last, type OptionGrammar, parseOptions } from '../python/options.ts';
import { besides, ownerOf } from '../python/owner.ts';
import { startedProgram } from '../python/script.ts';
import { packageVersion } from '../python/version.ts';
import type { Reader } from '../reader.ts';
import type { Reading } from '../system.ts';
import { ports } from './facts.ts';

interface Door {
  readonly host: Text | undefined;
  readonly port: Text | undefined;
  readonly place: Place;
}

/** `flask run`, or code that calls `app.run()`. */
export async function flaskServer(process: Process, reader: Reader): Promise<Reading | undefined> {
  const started = launch(process.argv);
  if (started === undefined) return undefined;
  const program = await startedProgram(process, started, reader);
  const door = started.kind === 'program' && started.name === 'flask' ? command(process, started.args) : program && (await code(program, process, reader));
  if (door === undefined) return undefined;
  const address = door.host === undefined ? { address: '127.0.0.1' } : door.host.value === undefined ? {} : { address: door.host.value };
  return { layers: [{
    system: 'flask', kind: 'app-server', name: `Flask's development server (${ownerOf(process)})`, version: packageVersion('flask', besides(process), reader), process, place: door.place, settings: [], routes: [],
    listens: [{ kind: 'port', port: door.port === undefined ? ports.flask : portOf(door.port.value ?? ''), ...address, protocol: 'http/1.1', place: door.port?.places[0] ?? door.place }],
  }] };
}

const grammar: OptionGrammar = {
  short: new Map([['-h', '--host'], ['-p', '--port'], ['-A', '--app'], ['-e', '--env-file']]),
  flags: new Set(['--debug', '--no-debug', '--reload', '--no-reload', '--debugger', '--no-debugger', '--with-threads', '--without-threads']),
};

function command(process: Process, args: readonly Text[]): Door | undefined {
  const options = parseOptions(args, grammar, 1);
  if (!options.positionals.some((word) => word.value === 'run')) return undefined;
  return { host: last(options, '--host') ?? process.env.get('FLASK_RUN_HOST'), port: last(options, '--port') ?? process.env.get('FLASK_RUN_PORT'), place: process.place };
}

async function code(program: Program, process: Process, reader: Reader): Promise<Door | undefined> {
  const call = program.calls.findLast((one) => methodOf(one) === 'run' && isApp(objectOf(one), program));
  if (call === undefined) return undefined;
  const value = async (name: string, index: number): Promise<Text | undefined> => {
    const found = keyword(call, name)?.value ?? call.args[index];
    return found && evaluateIn(process, found, program, call.scope, reader);
  };
  return { host: await value('host', 0), port: await value('port', 1), place: call.place };
}

const isApp = (name: string, program: Program): boolean => program.calls.some((call: Call) => call.assigned === name && fullCallee(program, call) === 'flask.Flask');
