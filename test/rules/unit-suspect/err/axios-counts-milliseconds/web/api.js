import axios from 'axios';

export const api = axios.create({ baseURL: 'https://registry.example', timeout: 30 }); // expect: unit-suspect warning
