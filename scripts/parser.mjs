// The JavaScript parser as a script of its own.
export { parse } from '@typescript-eslint/typescript-estree';
