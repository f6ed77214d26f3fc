import express from 'express';
import { load } from './load.js';

const app = express();
app.get('/', async (request, response) => response.json(await load('https://rates.example/today', AbortSignal.timeout(5000))));
app.listen(8080);
