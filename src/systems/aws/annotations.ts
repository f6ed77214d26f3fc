/** What the AWS Load Balancer Controller and the in-tree provider know, as data. */
export const albPrefix = 'alb.ingress.kubernetes.io/';
export const servicePrefix = 'service.beta.kubernetes.io/';
export const hostnames = ['external-dns.alpha.kubernetes.io/hostname', 'external-dns.kubernetes.io/hostname'];

export const links = {
  alb: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/',
  service: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/',
  inTree: 'https://cloud-provider-aws.sigs.k8s.io/service_controller/',
} as const;

/** Suffixes of {@link albPrefix}; one that ends in a dot begins a family. */
export const albAnnotations: readonly string[] = [
  'load-balancer-name', 'group.name', 'group.order', 'tags', 'ip-address-type', 'scheme', 'subnets', 'customer-owned-ipv4-pool',
  'load-balancer-attributes', 'wafv2-acl-arn', 'wafv2-acl-name', 'waf-acl-id', 'web-acl-id', 'shield-advanced-protection', 'security-groups',
  'listen-ports', 'ssl-redirect', 'inbound-cidrs', 'certificate-arn', 'ssl-policy', 'target-type', 'backend-protocol',
  'backend-protocol-version', 'target-group-attributes', 'healthcheck-port', 'healthcheck-protocol', 'healthcheck-path',
  'healthcheck-interval-seconds', 'healthcheck-timeout-seconds', 'healthy-threshold-count', 'unhealthy-threshold-count', 'success-codes',
  'auth-type', 'auth-idp-cognito', 'auth-idp-oidc', 'auth-on-unauthenticated-request', 'auth-scope', 'auth-session-cookie',
  'auth-session-timeout', 'jwt-validation', 'target-node-labels', 'manage-backend-security-group-rules', 'mutual-authentication',
  'security-group-prefix-lists', 'multi-cluster-target-group', 'minimum-load-balancer-capacity', 'ipam-ipv4-pool-id', 'use-regex-path-match',
  'target-control-port', 'create-acm-cert', 'acm-pca-arn', 'dry-run-plan', 'attributes', 'actions.', 'conditions.', 'transforms.',
  'listener-attributes.', 'enable-frontend-nlb', 'frontend-nlb-scheme', 'frontend-nlb-subnets', 'frontend-nlb-security-groups',
  'frontend-nlb-listener-port-mapping', 'frontend-nlb-eip-allocations', 'frontend-nlb-healthcheck-port', 'frontend-nlb-healthcheck-protocol',
  'frontend-nlb-healthcheck-path', 'frontend-nlb-healthcheck-interval-seconds', 'frontend-nlb-healthcheck-timeout-seconds',
  'frontend-nlb-healthcheck-healthy-threshold-count', 'frontend-nlb-healthcheck-unhealthy-threshold-count',
  'frontend-nlb-healthcheck-success-codes', 'frontend-nlb-attributes', 'frontend-nlb-tags',
];

/** Suffixes of {@link servicePrefix} that one of the two controllers reads; one that ends in a dot begins a family. */
export const serviceAnnotations: readonly string[] = [
  'aws-load-balancer-type', 'aws-load-balancer-nlb-target-type', 'aws-load-balancer-name', 'aws-load-balancer-scheme',
  'aws-load-balancer-internal', 'aws-load-balancer-proxy-protocol', 'aws-load-balancer-proxy-protocol-per-target-group',
  'aws-load-balancer-ip-address-type', 'aws-load-balancer-access-log-enabled', 'aws-load-balancer-access-log-emit-interval',
  'aws-load-balancer-access-log-s3-bucket-name', 'aws-load-balancer-access-log-s3-bucket-prefix',
  'aws-load-balancer-cross-zone-load-balancing-enabled', 'aws-load-balancer-ssl-cert', 'aws-load-balancer-ssl-ports',
  'aws-load-balancer-ssl-negotiation-policy', 'aws-load-balancer-backend-protocol', 'aws-load-balancer-additional-resource-tags',
  'aws-load-balancer-healthcheck-healthy-threshold', 'aws-load-balancer-healthcheck-unhealthy-threshold',
  'aws-load-balancer-healthcheck-timeout', 'aws-load-balancer-healthcheck-interval', 'aws-load-balancer-healthcheck-protocol',
  'aws-load-balancer-healthcheck-port', 'aws-load-balancer-healthcheck-path', 'aws-load-balancer-healthcheck-success-codes',
  'aws-load-balancer-target-group-attributes', 'aws-load-balancer-target-group-attributes.', 'aws-load-balancer-subnets',
  'aws-load-balancer-eip-allocations', 'aws-load-balancer-eip-allocations-discovery-tags', 'aws-load-balancer-private-ipv4-addresses',
  'aws-load-balancer-ipv6-addresses', 'aws-load-balancer-alpn-policy', 'aws-load-balancer-target-node-labels', 'aws-load-balancer-attributes',
  'aws-load-balancer-security-groups', 'aws-load-balancer-extra-security-groups', 'aws-load-balancer-manage-backend-security-group-rules',
  'aws-load-balancer-inbound-sg-rules-on-private-link-traffic', 'aws-load-balancer-security-group-prefix-lists',
  'aws-load-balancer-listener-attributes.', 'aws-load-balancer-multi-cluster-target-group',
  'aws-load-balancer-enable-prefix-for-ipv6-source-nat', 'aws-load-balancer-source-nat-ipv6-prefixes',
  'aws-load-balancer-minimum-load-balancer-capacity', 'aws-load-balancer-enable-icmp-for-path-mtu-discovery',
  'aws-load-balancer-enable-tcp-udp-listener', 'aws-load-balancer-disable-nlb-sg', 'aws-load-balancer-quic-enabled-ports',
  'aws-load-balancer-quic-enabled-containers', 'aws-load-balancer-connection-draining-enabled', 'aws-load-balancer-connection-draining-timeout',
  'aws-load-balancer-connection-idle-timeout',
];

/** Read by the in-tree provider for Classic Load Balancers, and by nobody for a Network Load Balancer. */
export const classicOnly: readonly string[] = ['aws-load-balancer-connection-idle-timeout', 'aws-load-balancer-connection-draining-timeout'];

/** Read by the AWS Load Balancer Controller alone, which makes every Service a Network Load Balancer. */
export const controllerOnly: readonly string[] = ['aws-load-balancer-nlb-target-type', 'aws-load-balancer-listener-attributes.'];

/** Load balancer, target group and listener attributes whose names speak of time. */
export const timeAttributes = {
  loadBalancer: ['idle_timeout.timeout_seconds', 'client_keep_alive.seconds'],
  targetGroup: [
    'deregistration_delay.timeout_seconds', 'deregistration_delay.connection_termination.enabled', 'slow_start.duration_seconds',
    'stickiness.lb_cookie.duration_seconds', 'stickiness.app_cookie.duration_seconds',
    'target_health_state.unhealthy.connection_termination.enabled', 'target_health_state.unhealthy.draining_interval_seconds',
  ],
} as const;
