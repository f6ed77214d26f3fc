import http from 'node:http';

http.createServer(async (request, response) => response.end(await (await fetch('http://front/orders', { method: 'POST' })).text())).listen(8080);
