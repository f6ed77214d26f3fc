export const rows = () => fetch('https://registry.example/rows', { timeout: 5000 }); // expect: setting-ineffective error
