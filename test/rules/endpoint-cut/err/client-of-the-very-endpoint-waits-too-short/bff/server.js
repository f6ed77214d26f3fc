import http from 'node:http';
import axios from 'axios';

http
  .createServer(async (request, response) => {
    const answer = await axios.get('http://app:8000/statements', { timeout: 8000 }); // expect: endpoint-cut error
    response.end(answer.data);
  })
  .listen(8080);
