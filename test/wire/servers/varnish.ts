import { type Address, addressText, type Program } from '../program.ts';

/** `parameters` of `-p`. */
export function varnish(at: Address, to: Address | undefined, parameters: readonly string[] = []): Program {
  const backend = to ? `backend default { .host = "${to.host}"; .port = "${to.port}"; }\n\nsub vcl_recv { return (pass); }\n` : 'backend default none;\n\nsub vcl_recv { return (synth(200)); }\n';
  const line = `varnishd -F -a ${addressText(at)} -p vcl_path=. -f wire.vcl -n \${PWD}/varnish -s malloc,16m -j none -p thread_pools=1 -p thread_pool_min=20 ${parameters.map((one) => `-p ${one}`).join(' ')}`;
  return { system: 'varnish', needs: ['varnishd'], files: { 'wire.vcl': `vcl 4.1;\n\n${backend}` }, line: line.trim(), at, shows: `Varnish ${parameters.join(', ') || 'default'}` };
}
