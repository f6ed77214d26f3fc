import { Agent, fetch, setGlobalDispatcher } from 'undici';
enum Limit { Short = 1000, Long = 60_000 }
setGlobalDispatcher(new Agent({ keepAliveTimeout: 4e3, headersTimeout: Limit.Long, bodyTimeout: 0 }));
export const Page = ({ id }: { id: string }) => {
  const { data = null } = useQuery(() => fetch(`http://app/${id}`, { signal: AbortSignal.timeout(Number(process.env.T) || 30 * 1000) }));
  return <p title="a">{data}</p>;
};
