import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../src/config/config.ts';
import { declaredFor, needed } from '../../src/engine/endpoint.ts';
import { chain, hop, layer, model } from './made.ts';
import { at } from './made.ts';

const endpoint = (more: Partial<Endpoint>): Endpoint => ({ path: '/zip', kind: 'response', place: at('hoplint.yaml'), ...more });

describe('what a clock must outlast', () => {
  it.each([
    [{ duration: 90 }, { duration: 90, silence: 90, work: 90 }],
    [{ duration: 90, kind: 'download' }, { duration: 90, silence: 0, work: 90 }],
    [{ duration: 90, kind: 'upload', silence: 5 }, { duration: 90, silence: 5, work: 90 }],
    [{ duration: 90, kind: 'stream', work: 10 }, { duration: 90, silence: 90, work: 10 }],
    [{ silence: 7 }, { duration: undefined, silence: 7, work: undefined }],
  ] as const)('%o needs %o', (declared, needs) => {
    const one = endpoint(declared);
    expect({ duration: needed(one, 'duration'), silence: needed(one, 'silence'), work: needed(one, 'work') }).toEqual(needs);
  });
});

it('knows which declared endpoints travel through a layer', () => {
  const [edge, app, other] = [layer('edge'), layer('app'), layer('other')];
  const built = model([
    { ...chain([hop(edge, app)]), layerRoutes: [{ routes: [{}], rivals: [] }, { routes: [{ path: '/zip', match: 'prefix' }], rivals: [] }] },
    { ...chain([hop(edge, other)]), layerRoutes: [{ routes: [{}], rivals: [] }, { routes: [{ path: '/web', match: 'prefix' }], rivals: [] }] },
  ], [endpoint({})]);
  expect([edge, app, other].map((one) => declaredFor(one, built).length)).toEqual([1, 1, 0]);
});
