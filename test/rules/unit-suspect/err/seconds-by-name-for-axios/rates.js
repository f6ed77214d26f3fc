import axios from 'axios';

const limit = Number(process.env.RATES_TIMEOUT_SECONDS ?? process.env.TIMEOUT_SECONDS);

export const rates = axios.create({
  baseURL: 'https://rates.example',
  timeout: limit, // expect: unit-suspect warning
});
