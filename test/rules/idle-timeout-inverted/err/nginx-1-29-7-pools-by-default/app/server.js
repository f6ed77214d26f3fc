import http from 'node:http';

const server = http.createServer((request, response) => response.end('ok')); // expect: idle-timeout-inverted
server.listen(3000);
