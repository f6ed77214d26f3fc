import http from 'node:http';
import axios from 'axios';

http
  .createServer(async (request, response) => {
    const { data } = await axios.get('https://weather.example/today'); // expect: missing-timeout warning
    response.end(data);
  })
  .listen(8080);
