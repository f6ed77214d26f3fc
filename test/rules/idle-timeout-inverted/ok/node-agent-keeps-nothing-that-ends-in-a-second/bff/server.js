import http from 'node:http';
import axios from 'axios';

const agent = new http.Agent({ keepAlive: true });
const api = axios.create({ baseURL: 'http://app:3000', timeout: 5000, httpAgent: agent });

http.createServer(async (request, response) => response.end((await api.post('/orders')).data)).listen(8080);
