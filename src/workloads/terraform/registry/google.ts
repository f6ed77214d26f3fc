import { datumAt, datumsAt, type DatumEntry } from '../../../model/resource.ts';
import { handed, made, pairsOf, reference, type RegistryModule } from './made.ts';

/** `backends` are backend services; the one called `default` is where the URL map leads. */
export const googleLbModule: RegistryModule = {
  source: /^(?:GoogleCloudPlatform|terraform-google-modules)\/lb-http\/google(?:\/\/modules\/(?:dynamic_backends|serverless_negs))?$/,
  link: 'https://registry.terraform.io/modules/terraform-google-modules/lb-http/google',
  resources: (call) => {
    const { inputs, place } = call;
    const services = pairsOf(inputs, 'backends').map(({ key, value }) => {
      const groups = datumsAt(value, 'groups').map((group): DatumEntry => ({ key: 'backend', keyPlace: value.place, value: group }));
      return { key, id: `google_compute_backend_service.default["${key}"]`, body: handed(value, { protocol: 'protocol', port_name: 'port_name', timeout_sec: 'timeout_sec', connection_draining_timeout_sec: 'connection_draining_timeout_sec' }, value.place, [...handed(inputs, { load_balancing_scheme: 'load_balancing_scheme' }, place).entries, ...groups]) };
    });
    const [main] = [...services.filter(({ key }) => key === 'default'), ...services];
    const hasOwnMap = datumAt(inputs, 'url_map') !== undefined;
    const map = main && !hasOwnMap ? [
      made(call, 'google_compute_url_map.default', { kind: 'map', entries: [reference('default_service', call, main.id)], place }),
      made(call, 'google_compute_target_https_proxy.default', handed(inputs, { http_keep_alive_timeout_sec: 'http_keep_alive_timeout_sec' }, place, [reference('url_map', call, 'google_compute_url_map.default')])),
    ] : [];
    return [...services.map(({ id, body }) => made(call, id, body, body.place)), ...map];
  },
  output: () => undefined,
};
