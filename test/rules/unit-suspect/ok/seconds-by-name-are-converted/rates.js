import axios from 'axios';

const limitSeconds = Number(process.env.RATES_TIMEOUT_SECONDS);

export const rates = axios.create({ baseURL: 'https://rates.example', timeout: limitSeconds * 1000 });
