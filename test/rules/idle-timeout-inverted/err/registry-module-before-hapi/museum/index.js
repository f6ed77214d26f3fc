const rooms = require('./rooms');

rooms.start();
