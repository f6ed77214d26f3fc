export const history = () => fetch('https://chat.example/history', { signal: AbortSignal.timeout(40_000) }); // expect: deadline-inverted warning
