import { minute, second } from '../../model/duration.ts';
import type { Timer } from '../../model/timer.ts';
import type { SystemFacts } from '../facts.ts';

const repository = 'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration';
const configMap = (key: string) => `${repository}/configmap/#${key}`;
export const annotationLink = `${repository}/annotations/`;
export const configMapLink = `${repository}/configmap/`;
export const templateLink = 'https://github.com/kubernetes/ingress-nginx/blob/main/rootfs/etc/nginx/template/nginx.tmpl';

export const prefix = 'nginx.ingress.kubernetes.io';
export const controllerName = 'k8s.io/ingress-nginx';

/** Keys that feed a timer, all of them whole numbers without a unit. */
export interface Key {
  readonly key: string;
  readonly timer: Timer;
  /** Milliseconds per unit; 1 for a count. */
  readonly unit: number;
  /** What stays in force when the controller cannot read the value, for people. */
  readonly otherwise: string;
  /** Whether one Ingress can set it; the others belong to the controller's ConfigMap alone. */
  readonly perIngress: boolean;
}

export const keys: readonly Key[] = [
  { key: 'keep-alive', timer: 'downstream.idle', unit: second, otherwise: '75 s', perIngress: false },
  { key: 'client-header-timeout', timer: 'downstream.header', unit: second, otherwise: '60 s', perIngress: false },
  { key: 'client-body-timeout', timer: 'downstream.body', unit: second, otherwise: '60 s', perIngress: false },
  { key: 'upstream-keepalive-timeout', timer: 'upstream.idle', unit: second, otherwise: '60 s', perIngress: false },
  { key: 'proxy-connect-timeout', timer: 'upstream.connect', unit: second, otherwise: '5 s', perIngress: true },
  { key: 'proxy-send-timeout', timer: 'upstream.send', unit: second, otherwise: '60 s', perIngress: true },
  { key: 'proxy-read-timeout', timer: 'upstream.read', unit: second, otherwise: '60 s', perIngress: true },
  { key: 'proxy-next-upstream-tries', timer: 'retry.attempts', unit: 1, otherwise: '3', perIngress: true },
];

/** Further whole numbers that the controller parses the same way. */
export const otherIntegers = {
  annotations: ['proxy-next-upstream-timeout', 'auth-keepalive', 'auth-keepalive-requests', 'auth-keepalive-timeout'],
  configMap: ['keep-alive-requests', 'proxy-next-upstream-timeout', 'upstream-keepalive-connections', 'upstream-keepalive-requests'],
} as const;

const readFails = {
  sees: 'a 504, or a truncated body once the response has begun',
  answers: 504,
  log: 'controller log: upstream timed out (110: Operation timed out) while reading response header from upstream',
} as const;

export const ingressNginxFacts: SystemFacts = {
  system: 'ingress-nginx',
  title: 'ingress-nginx',
  kind: 'proxy',
  reuse: {
    retries: 'idempotent',
    sees: 'a 502 (controller log: upstream prematurely closed connection, or recv() failed (104: Connection reset by peer))',
    link: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_next_upstream',
  },
  relays: { answers: 502, log: 'controller log: upstream prematurely closed connection while reading response header from upstream', goneLog: 'controller log: 499' },
  defaults: [
    { timer: 'downstream.idle', name: 'keep-alive', value: 75 * second, link: configMap('keep-alive') },
    { timer: 'downstream.header', name: 'client-header-timeout', value: minute, link: configMap('client-header-timeout') },
    { timer: 'downstream.body', name: 'client-body-timeout', value: minute, link: configMap('client-body-timeout') },
    { timer: 'downstream.send', name: 'send_timeout', value: minute, link: 'https://nginx.org/en/docs/http/ngx_http_core_module.html#send_timeout', uncertain: 'the template does not write it: nginx has its own default' },
    {
      timer: 'upstream.connect', name: `${prefix}/proxy-connect-timeout`, value: 5 * second, link: configMap('proxy-connect-timeout'),
      effect: { sees: 'a 504 after three tries', answers: 504, log: 'controller log: upstream timed out (110: Operation timed out) while connecting to upstream' },
    },
    { timer: 'upstream.send', name: `${prefix}/proxy-send-timeout`, value: minute, effect: { sees: 'a 504', answers: 504 }, link: configMap('proxy-send-timeout') },
    { timer: 'upstream.read', name: `${prefix}/proxy-read-timeout`, value: minute, effect: readFails, link: configMap('proxy-read-timeout') },
    { timer: 'upstream.idle', name: 'upstream-keepalive-timeout', value: minute, link: configMap('upstream-keepalive-timeout') },
    { timer: 'retry.attempts', name: `${prefix}/proxy-next-upstream-tries`, value: 3, link: configMap('proxy-next-upstream-tries') },
    { timer: 'probe.idle', name: 'so_keepalive', value: 'never', side: 'downstream', fixed: true, link: templateLink, uncertain: 'read out of the template: its listen lines have no so_keepalive' },
    { timer: 'probe.idle', name: 'proxy_socket_keepalive', value: 'never', side: 'upstream', link: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_socket_keepalive' },
  ],
};

/** Names that charts and manifests give to the controller's ConfigMap. */
export const configMapNames: readonly string[] = ['ingress-nginx-controller', 'nginx-configuration', 'nginx-ingress-controller', 'nginx-load-balancer-conf', 'ingress-nginx-ingress-nginx-controller'];

export const controllerImage = /(?:^|\/)(?:ingress-nginx\/controller|ingress-nginx-controller|nginx-ingress-controller)(?:-chroot)?$/;

/** Controllers of other Ingresses, with names for people. */
export const otherControllers: readonly { readonly controller: RegExp; readonly title: string }[] = [
  { controller: /^ingress\.k8s\.aws\//, title: 'the AWS Load Balancer Controller' },
  { controller: /ingress-gce|^networking\.gke\.io/, title: 'GKE Ingress' },
  { controller: /^traefik\.io\//, title: 'Traefik' },
  { controller: /haproxy/, title: 'an HAProxy ingress controller' },
  { controller: /konghq/, title: 'Kong' },
  { controller: /^azure\/application-gateway$/, title: 'Azure Application Gateway' },
  { controller: /^istio\.io\//, title: 'Istio' },
  { controller: /contour/, title: 'Contour' },
  { controller: /^cilium\.io\//, title: 'Cilium' },
  { controller: /^nginx\.org\//, title: 'the F5 NGINX Ingress Controller' },
];
