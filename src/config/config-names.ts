/** The names under which a folder's configuration is looked for; the first that exists counts. */
export const configNames: readonly string[] = ['hoplint.yaml', 'hoplint.yml', '.hoplint.yaml', '.hoplint.yml'];
