import fetch from 'node-fetch';

export const load = async (url, signal) => (await fetch(url, { signal })).json();
