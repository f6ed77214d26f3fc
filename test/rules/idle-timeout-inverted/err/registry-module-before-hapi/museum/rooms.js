const Hapi = require('@hapi/hapi');

const server = Hapi.server({ port: 5200 }); // expect: idle-timeout-inverted error

server.route({ method: 'GET', path: '/rooms', handler: () => ['east', 'west'] });

module.exports = server;
