import type { SchemaError } from './explain-error.ts';

export declare const validate: ((data: unknown) => boolean) & { errors?: readonly SchemaError[] | null };
/** Path in the schema of an `additionalProperties: false` → the keys that are allowed there. */
export declare const allowedKeys: Readonly<Record<string, readonly string[]>>;
