import type { Version } from '../../model/layer.ts';
import type { Process } from '../../model/process.ts';
import type { Variables } from '../nginx/text.ts';
import type { Block } from './tree.ts';

/** What every reader of one Apache needs. */
export interface Context {
  /** The layer's name, its bracket still open. */
  readonly title: string;
  readonly version: Version;
  readonly profile: 'plain' | 'bare' | 'debian' | 'fragment';
  /** Server level: the main file with its includes. */
  readonly main: readonly Block[];
  readonly variables: Variables;
  readonly process?: Process;
  /** What the files that the image brings listen on; absent where the repository's own take their place. */
  readonly shippedPort?: { readonly port: number | undefined };
  /** Instructions of a Dockerfile that may rewrite the files when the image is built. */
  readonly rewrites: string;
}
