/** Labels by which a Service selects the pods of a controller that its own manifests need not be in the repository for. */
const selectors: readonly { readonly key: string; readonly value: RegExp; readonly controller: string }[] = [
  { key: 'app.kubernetes.io/name', value: /^ingress-nginx$/, controller: 'ingress-nginx' },
  { key: 'app', value: /^ingress-nginx$/, controller: 'ingress-nginx' },
  { key: 'app.kubernetes.io/name', value: /^traefik$/, controller: 'traefik' },
  { key: 'app', value: /^traefik$/, controller: 'traefik' },
  { key: 'istio', value: /ingress|gateway/, controller: 'istio' },
  { key: 'app', value: /^istio-.*(?:ingress|gateway)/, controller: 'istio' },
  { key: 'app.kubernetes.io/name', value: /^(?:kubernetes-ingress|haproxy-ingress)$/, controller: 'haproxy-ingress' },
  { key: 'run', value: /^haproxy-ingress$/, controller: 'haproxy-ingress' },
  { key: 'app', value: /^envoy$/, controller: 'contour' },
  { key: 'app.kubernetes.io/name', value: /^kong$/, controller: 'kong' },
  { key: 'app', value: /^(?:ingress-kong|proxy-kong)$/, controller: 'kong' },
];

/** The controller whose pods a selector picks. */
export const controllerOf = (selector: ReadonlyMap<string, string>): string | undefined => selectors.find(({ key, value }) => value.test(selector.get(key) ?? ''))?.controller;
