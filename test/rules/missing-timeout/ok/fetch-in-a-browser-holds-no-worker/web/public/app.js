document.querySelector('button').addEventListener('click', async () => {
  const answer = await fetch('/api/weather');
  document.body.append(await answer.text());
});
