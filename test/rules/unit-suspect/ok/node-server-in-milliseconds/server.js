import http from 'node:http';

const seconds = (count) => count * 1000;
const server = http.createServer((request, response) => response.end('ok'));
// server.keepAliveTimeout = 65;
server.keepAliveTimeout = seconds(65);
server.headersTimeout = Number(process.env.HEADERS_SECONDS ?? 66) * 1000;
server.requestTimeout = 0;
server.listen(3000);
