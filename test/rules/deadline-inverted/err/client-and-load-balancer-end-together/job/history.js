export const history = () => fetch('https://talk.example/history', { signal: AbortSignal.timeout(40_000) }); // expect: deadline-inverted warning
