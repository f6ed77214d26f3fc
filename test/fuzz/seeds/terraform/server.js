const http = require('node:http');
const server = http.createServer((req, res) => res.end('ok'));
server.keepAliveTimeout = Number(process.env.KEEP_ALIVE ?? 5) * 1000;
server.listen(8080);
