import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootsOf, seenFrom } from '../../src/cli/roots.ts';
import { folder } from './world.ts';

const root = folder({ 'a/hoplint.yaml': '', 'a/k8s/app.yaml': '', 'b/x.conf': '', 'ab/x.conf': '' });
mkdirSync(join(root, '.git'));

test.each([
  ['no path: the working folder', [], ['']],
  ['folders are roots of their own', ['a', 'b'], ['a', 'b']],
  ['a folder inside another one is read with it', ['a/k8s', 'a', 'b'], ['a', 'b']],
  ['a common beginning of names is no containment', ['a', 'ab'], ['a', 'ab']],
  ['a file stands for the nearest folder with a configuration', ['a/k8s/app.yaml'], ['a']],
  ['a file stands for its repository', ['b/x.conf'], ['']],
  ['many files of one repository are one root', ['b/x.conf', 'ab/x.conf'], ['']],
])('%s', (_, paths, expected) => expect(rootsOf(paths, root).map((found) => seenFrom(root, found))).toEqual(expected));

test('a path that does not exist is named', () => expect(() => rootsOf(['nope'], root)).toThrow('no such file or folder: nope'));
