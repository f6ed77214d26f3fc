export const rows = () => fetch('https://registry.example/rows', { signal: AbortSignal.timeout(900_000) }); // expect: setting-ineffective warning
