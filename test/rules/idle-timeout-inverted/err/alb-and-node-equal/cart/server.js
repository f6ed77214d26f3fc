import http from 'node:http';

const server = http.createServer((request, response) => response.end('ok'));
server.keepAliveTimeout = 60_000; // expect: idle-timeout-inverted
server.listen(3000);
