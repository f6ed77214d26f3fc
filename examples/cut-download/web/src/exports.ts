import superagent from 'superagent';

const BASE = 'https://records.example.org';

export async function downloadArchive(exportId: string): Promise<Blob> {
  const response = await superagent
    .get(`${BASE}/api/exports/${exportId}/archive`)
    .timeout({ response: 20_000, deadline: 60_000 })
    .responseType('blob');
  return response.body;
}
