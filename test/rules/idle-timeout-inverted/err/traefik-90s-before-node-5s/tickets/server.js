import http from 'node:http';

const server = http.createServer((request, response) => response.end('ok')); // expect: idle-timeout-inverted error
server.listen(3000);
