/** What a table says of a word from a repository: a word like `constructor` stands in none by itself. */
export const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);
