import http from 'node:http';

const server = http.createServer((request, response) => response.end());
server.keepAliveTimeout = 75; // expect: unit-suspect warning
server.listen(8080);
