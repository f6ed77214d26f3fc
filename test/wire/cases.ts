import { rmSync } from 'node:fs';
import { afterAll, beforeAll, test } from 'vitest';
import { missing } from './needs.ts';
import { freePort } from './ports.ts';
import type { Address, Program } from './program.ts';
import { prepare, raise, type Repository } from './stand.ts';

export const here = async (): Promise<Address> => ({ host: '127.0.0.1', port: await freePort() });
/** Where a forwarder on 127.0.0.1 leads to. */
export const behind = ({ port }: Address): Address => ({ host: '127.0.0.2', port });

export interface Case {
  readonly name: string;
  /** Inner programs first. */
  readonly programs: () => Promise<readonly Program[]>;
  /** What else stands in hoplint.yaml. */
  readonly declared?: string;
  /** A command that runs the servers elsewhere. */
  readonly within?: readonly string[];
}

/** Reads every repository first, then runs the cases side by side. A case is skipped where its programs are not installed. */
export function wireTests<Kind extends Case>(cases: readonly Kind[], body: (repository: Repository, one: Kind) => Promise<void>): void {
  const ready = new Map<Kind, Repository>();
  beforeAll(async () => {
    for (const one of cases) {
      const programs = await one.programs();
      if (missing(programs).length === 0) ready.set(one, await prepare(programs, one.declared));
    }
  });
  afterAll(() => {
    for (const { folder } of ready.values()) rmSync(folder, { recursive: true, force: true });
  });
  for (const one of cases) {
    test.concurrent(one.name, async ({ skip }) => {
      const repository = ready.get(one);
      if (!repository) return skip(`not installed: ${missing(await one.programs()).join(', ')}`);
      const running = await raise(repository, one.within);
      try {
        await body(repository, one);
      } catch (error) {
        throw new Error(`${error instanceof Error ? error.message : String(error)}\n${running.log().slice(-800)}`, { cause: error });
      } finally {
        await running.stop();
      }
    });
  }
}

export const showsOf = ({ programs }: Repository): string => programs.toReversed().map(({ shows }) => shows).join(' → ');
