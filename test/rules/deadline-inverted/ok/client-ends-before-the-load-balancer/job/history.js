export const history = () => fetch('https://chat.example/history', { signal: AbortSignal.timeout(20_000) });
