const http = require('http');

const server = http.createServer((request, response) => response.end('ok')); // expect: header-timeout-inverted warning
server.keepAliveTimeout = 65 * 1000;
server.listen(3000);
