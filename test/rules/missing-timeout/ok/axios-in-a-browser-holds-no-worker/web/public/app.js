import axios from 'axios';

document.querySelector('button').addEventListener('click', async () => {
  const { data } = await axios.get('/api/weather');
  document.body.append(data);
});
