const http = require('http');

const server = http.createServer((request, response) => response.end('ok'));
server.keepAliveTimeout = 70_000;
server.headersTimeout = 70_000; // expect: header-timeout-inverted warning
server.listen(3000);
