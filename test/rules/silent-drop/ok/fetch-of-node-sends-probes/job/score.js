export const score = (batch) =>
  fetch('http://scoring.example/batch', { method: 'POST', body: JSON.stringify(batch) });
