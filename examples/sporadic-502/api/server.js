const http = require('node:http');

const server = http.createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ path: request.url }));
});

server.requestTimeout = 60_000;
server.listen(3000);
