import http from 'node:http';
import axios from 'axios';

http
  .createServer(async (request, response) => {
    const answer = await axios.get('http://app:8000/statements', { timeout: 3000 });
    response.end(answer.data);
  })
  .listen(8080);
