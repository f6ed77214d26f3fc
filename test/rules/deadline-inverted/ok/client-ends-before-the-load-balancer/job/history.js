export const history = () => fetch('https://talk.example/history', { signal: AbortSignal.timeout(20_000) });
