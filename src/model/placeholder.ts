/** `%TIMEOUT%`, `@TIMEOUT@`, `__TIMEOUT__`, `<timeout>`, `#{timeout}`, `$(TIMEOUT)`, `TIMEOUT`: a deployment fills it in, a unit may follow. */
export const isPlaceholder = (text: string): boolean => text.length <= 200 && filledIn.test(text.trim());

const filledIn = /^["']?(?:%+[\w.-]+%+|@{1,2}[\w.-]+@{1,2}|__[\w.-]+?__|<[\w .-]+>|#\{[\w .-]+\}#?|\$+[({][\w .:-]+[)}]|\[\[?[\w .-]+\]?\]|[A-Z][A-Z0-9_]{3,})[a-z]{0,2}["']?$/;
