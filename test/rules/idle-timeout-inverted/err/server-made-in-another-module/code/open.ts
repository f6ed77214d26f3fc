import { createServer } from 'node:http';
import express from 'express';

export const open = async () => {
  const app = express();
  app.get('/', (_, res) => res.send('parcels'));
  const door = createServer(app); // expect: idle-timeout-inverted error
  door.headersTimeout = 30_000;
  return door;
};
