import http from 'node:http';

const server = http.createServer((request, response) => response.end());
server.requestTimeout = 0;
server.listen(8080);
