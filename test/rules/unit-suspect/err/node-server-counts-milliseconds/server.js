import http from 'node:http';

const server = http.createServer((request, response) => response.end('ok'));
server.keepAliveTimeout = 65; // expect: unit-suspect warning
server.headersTimeout = 66; // expect: unit-suspect warning
server.listen(3000);
