import http from 'node:http';

const server = http.createServer((request, response) => response.end('ok'));
server.keepAliveTimeout = 5000; // expect: idle-timeout-inverted warning
server.listen(3000);
