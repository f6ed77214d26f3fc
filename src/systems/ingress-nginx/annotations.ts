import type { AnnotationNames } from '../annotation-names.ts';
import { keys, otherIntegers } from './facts.ts';

/** Every annotation of the reference (https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/) and those of older releases, without the prefix. */
const others: readonly string[] = [
  'affinity', 'affinity-canary-behavior', 'affinity-mode', 'allowlist-source-range', 'app-root', 'auth-always-set-cookie', 'auth-cache-duration', 'auth-cache-key',
  'auth-keepalive-share-vars', 'auth-method', 'auth-proxy-set-headers', 'auth-realm', 'auth-request-redirect', 'auth-response-headers', 'auth-secret',
  'auth-secret-type', 'auth-signin', 'auth-signin-redirect-param', 'auth-snippet', 'auth-tls-error-page', 'auth-tls-match-cn',
  'auth-tls-pass-certificate-to-upstream', 'auth-tls-secret', 'auth-tls-verify-client', 'auth-tls-verify-depth', 'auth-type', 'auth-url',
  'backend-protocol', 'base-url-scheme', 'canary', 'canary-by-cookie', 'canary-by-header', 'canary-by-header-pattern', 'canary-by-header-value',
  'canary-weight', 'canary-weight-total', 'client-body-buffer-size', 'configuration-snippet', 'connection-proxy-header', 'cors-allow-credentials',
  'cors-allow-headers', 'cors-allow-methods', 'cors-allow-origin', 'cors-expose-headers', 'cors-max-age', 'custom-headers', 'custom-http-errors',
  'default-backend', 'denylist-source-range', 'disable-proxy-intercept-errors', 'enable-access-log', 'enable-cors', 'enable-global-auth',
  'enable-influxdb', 'enable-modsecurity', 'enable-opentelemetry', 'enable-opentracing', 'enable-owasp-core-rules', 'enable-rewrite-log',
  'fastcgi-index', 'fastcgi-params-configmap', 'force-ssl-redirect', 'from-to-www-redirect', 'global-rate-limit', 'global-rate-limit-ignored-cidrs',
  'global-rate-limit-key', 'global-rate-limit-window', 'grpc-backend', 'http2-push-preload', 'influxdb-host', 'influxdb-measurement', 'influxdb-port',
  'influxdb-server-name', 'limit-allowlist', 'limit-burst-multiplier', 'limit-connections', 'limit-rate', 'limit-rate-after', 'limit-rpm', 'limit-rps',
  'limit-whitelist', 'load-balance', 'lua-resty-waf', 'mirror-host', 'mirror-request-body', 'mirror-target', 'modsecurity-snippet',
  'modsecurity-transaction-id', 'opentelemetry-operation-name', 'opentelemetry-trust-incoming-span', 'opentracing-trust-incoming-span',
  'permanent-redirect', 'permanent-redirect-code', 'preserve-trailing-slash', 'proxy-body-size', 'proxy-buffer-size', 'proxy-buffering',
  'proxy-buffers-number', 'proxy-busy-buffers-size', 'proxy-cookie-domain', 'proxy-cookie-path', 'proxy-http-version', 'proxy-max-temp-file-size',
  'proxy-next-upstream', 'proxy-redirect-from', 'proxy-redirect-to', 'proxy-request-buffering', 'proxy-ssl-ciphers', 'proxy-ssl-name',
  'proxy-ssl-protocols', 'proxy-ssl-secret', 'proxy-ssl-server-name', 'proxy-ssl-verify', 'proxy-ssl-verify-depth', 'relative-redirects',
  'rewrite-target', 'satisfy', 'secure-backends', 'secure-verify-ca-secret', 'server-alias', 'server-snippet', 'service-match', 'service-upstream',
  'service-weight', 'session-cookie-change-on-failure', 'session-cookie-conditional-samesite-none', 'session-cookie-domain',
  'session-cookie-expires', 'session-cookie-hash', 'session-cookie-max-age', 'session-cookie-name', 'session-cookie-path', 'session-cookie-samesite',
  'session-cookie-secure', 'ssl-ciphers', 'ssl-passthrough', 'ssl-prefer-server-ciphers', 'ssl-redirect', 'stream-snippet', 'temporal-redirect',
  'temporal-redirect-code', 'upstream-fail-timeout', 'upstream-hash-by', 'upstream-hash-by-subset', 'upstream-hash-by-subset-size',
  'upstream-max-fails', 'upstream-vhost', 'use-port-in-redirects', 'use-proxy-protocol', 'use-regex', 'whitelist-source-range', 'x-forwarded-prefix',
];

export const annotationNames: AnnotationNames = {
  limits: [...keys.filter((key) => key.perIngress).map((key) => key.key), ...otherIntegers.annotations],
  others: new Set(others),
};

/** Keys of the ConfigMap that speak of a limit and feed no timer of ours (https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/), those of older releases included. */
const otherGlobals: readonly string[] = [
  'global-rate-limit-memcached-connect-timeout', 'global-rate-limit-memcached-max-idle-timeout', 'http2-idle-timeout', 'proxy-next-upstream',
  'proxy-protocol-header-timeout', 'proxy-stream-next-upstream', 'proxy-stream-next-upstream-timeout', 'proxy-stream-next-upstream-tries',
  'proxy-stream-timeout', 'ssl-session-timeout', 'upstream-fail-timeout', 'upstream-keepalive-time', 'upstream-max-fails', 'worker-shutdown-timeout',
];

/** Keys of the ConfigMap that no annotation has. */
export const isGlobalOnly = (key: string): boolean => !annotationNames.limits.includes(key) && annotationNames.others?.has(key) !== true && (key === 'retry-non-idempotent' || globalNames.limits.includes(key) || globalNames.others?.has(key) === true);

export const globalNames: AnnotationNames = { limits: [...keys.map((key) => key.key), ...otherIntegers.configMap], others: new Set(otherGlobals) };
