import http from 'node:http';
import axios from 'axios';

const api = axios.create({ baseURL: 'https://weather.example', timeout: 5000 });

http
  .createServer(async (request, response) => {
    const { data } = await api.get('/today');
    response.end(data);
  })
  .listen(8080);
