const http = require('http');

const server = http.createServer((request, response) => response.end('ok'));
server.keepAliveTimeout = 65 * 1000;
server.headersTimeout = 66 * 1000;
server.listen(3000);
