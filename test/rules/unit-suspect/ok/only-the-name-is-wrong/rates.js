import axios from 'axios';

const TIMEOUT_SECONDS = 20000;

export const rates = axios.create({ baseURL: 'https://rates.example', timeout: TIMEOUT_SECONDS });
