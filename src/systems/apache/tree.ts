import type { Place } from '../../model/place.ts';
import { type ApacheArgument, type ApacheDirective } from '../../syntax/apache.ts';
import type { Text } from '../../model/value.ts';
import { textOf as filled, type Variables } from '../nginx/text.ts';
import { literal } from '../setting.ts';

/** A directive after its includes and conditions were followed. */
export type Block = ApacheDirective;

/** The contents of the sections around a place, outermost first. */
export type Levels = readonly (readonly Block[])[];

export const named = (blocks: readonly Block[], name: string): readonly Block[] => blocks.filter((block) => block.name === name);

/** The last directive of that name on the innermost level that has one. */
export function nearest(levels: Levels, name: string): Block | undefined {
  return levels.map((level) => level.findLast((block) => block.name === name)).findLast((block) => block !== undefined);
}

export const textOf = (argument: ApacheArgument | undefined, variables: Variables, place: Place): Text => (argument ? filled(argument, variables) : literal('', place));

/** Sections that narrow nothing: their contents belong to the level around them. */
export const isTransparent = (name: string): boolean => ['ifmodule', 'ifdefine', 'ifversion', 'iffile', 'ifdirective', 'ifsection', 'requireall'].includes(name);
