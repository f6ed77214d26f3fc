const fs = require('fs');
const axios = require('axios');

axios.get('https://shop.example/en.json').then(({ data }) => fs.writeFileSync('en.json', JSON.stringify(data)));
