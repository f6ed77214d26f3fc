import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Chain, Hop, Layer } from '../../src/model/layer.ts';
import { known } from '../../src/model/value.ts';
import { inspect } from '../../src/lint.ts';
import { trace } from '../../src/trace/trace.ts';
import { folder } from '../cli/world.ts';
import { entryOf, strayClose } from '../wire/expectations.ts';

const page = readFileSync(new URL('../../docs/wire.md', import.meta.url), 'utf8');

/** The instants of closing that docs/wire.md shows for a configuration. */
function measured(configuration: string): readonly (number | undefined)[] {
  const cells = page.split('\n').map((line) => line.split(' | ')).find(([first]) => first === `| ${configuration}`);
  return (cells?.[2] ?? '').replace(/ \|$/, '').split(', ').map((text) => (text === 'open' ? undefined : Number.parseFloat(text)));
}

const idleOf = async (gunicorn: string, change: (layer: Layer) => Layer = (layer) => layer) => {
  const { model } = await inspect(folder({ Dockerfile: `FROM python:3.12\nCOPY . .\nCMD gunicorn -b 0.0.0.0:8000 ${gunicorn} app:app\n`, 'app.py': 'app = 1\n' }));
  return entryOf(trace({ ...model, chains: model.chains.map((chain) => changed(chain, change)) }, { path: '/', method: 'GET', kind: 'response' }));
};

const changed = (chain: Chain, change: (layer: Layer) => Layer): Chain =>
  ({ ...chain, layers: chain.layers.map(change), hops: chain.hops.map((hop): Hop => ({ ...hop, upstream: 'what' in hop.upstream ? hop.upstream : change(hop.upstream) })) });

/** As if the facts said that gunicorn keeps idle connections for five seconds. */
const wrong = (layer: Layer): Layer => ({ ...layer, settings: layer.settings.map((setting) => (setting.timer === 'downstream.idle' ? { ...setting, value: known(5000, '5') } : setting)) });

test('what hoplint says of gunicorn is what was measured', async () => {
  expect(measured('gunicorn --threads 12')).toHaveLength(3);
  expect(strayClose(await idleOf('--threads 12'), measured('gunicorn --threads 12'))).toBeUndefined();
});

test('a wrong fact disagrees with the measurement', async () => {
  expect(strayClose(await idleOf('--threads 12', wrong), measured('gunicorn --threads 12'))).toMatch(/^closed after [12].* s, predicted upstream @ 5-5.85 s$/);
});

test('a connection that stays open is told apart from one that closes late', () => {
  expect([strayClose({ closes: 'nobody', from: null, to: null }, [undefined]), strayClose({ closes: 'nobody', from: null, to: null }, [3])]).toEqual([undefined, 'closed, although nobody should']);
});
