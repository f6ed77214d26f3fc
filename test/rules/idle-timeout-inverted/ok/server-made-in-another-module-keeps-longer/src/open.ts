import { createServer } from 'node:http';
import express from 'express';

export async function open() {
  const app = express();
  let door;
  if (process.env.PLAIN) door = createServer(app);
  else door = createServer({ insecureHTTPParser: false }, app);
  door.keepAliveTimeout = 95_000;
  door.headersTimeout = 100_000;
  return door;
}
