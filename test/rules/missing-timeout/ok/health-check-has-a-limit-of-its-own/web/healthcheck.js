const http = require('http');

http.request({ host: 'localhost', port: 8080, timeout: 2000 }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).end();
