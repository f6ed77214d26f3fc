const express = require('express');
const axios = require('axios');
const axiosRetry = require('axios-retry').default;
const client = axios.create({ baseURL: 'http://inventory:8080', timeout: 12000 });
axiosRetry(client, { retries: 3, retryDelay: axiosRetry.exponentialDelay });  // expect: retry-exceeds-deadline warning
const app = express();
app.get('/stock', async (q, r) => r.json((await client.get('/stock')).data));
app.listen(process.env.PORT).keepAliveTimeout = 95000;
