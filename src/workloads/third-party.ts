import { lastSegment } from './image.ts';

/** Images that run somebody else's program: their source is not in the repository. */
const names = new Set([
  'nginx', 'nginx-unprivileged', 'openresty', 'httpd', 'caddy', 'traefik', 'haproxy', 'haproxy-alpine', 'envoy', 'varnish', 'kong', 'nginx-proxy', 'acme-companion',
  'redis', 'redis-sentinel', 'valkey', 'keydb', 'memcached', 'postgres', 'postgresql', 'postgis', 'pgvector', 'timescaledb', 'mysql', 'mariadb', 'percona', 'mongo', 'mongodb',
  'mssql', 'cassandra', 'clickhouse', 'clickhouse-server', 'cockroach', 'couchdb', 'dynamodb-local', 'elasticsearch', 'elasticsearch-oss', 'opensearch', 'opensearch-dashboards', 'kibana',
  'logstash', 'solr', 'meilisearch', 'typesense', 'influxdb', 'etcd', 'consul', 'vault', 'zookeeper', 'kafka', 'cp-kafka', 'cp-zookeeper', 'redpanda', 'nats', 'rabbitmq', 'activemq',
  'pgbouncer', 'pgadmin4', 'adminer', 'phpmyadmin', 'mailhog', 'mailpit', 'maildev', 'mailcatcher', 'minio', 'mc', 'localstack', 'azurite', 'fake-gcs-server', 'selenium', 'standalone-chrome',
  'prometheus', 'alertmanager', 'grafana', 'loki', 'promtail', 'tempo', 'jaeger', 'all-in-one', 'zipkin', 'statsd', 'statsd-exporter', 'node-exporter', 'node_exporter', 'cadvisor', 'blackbox-exporter',
  'nginx-prometheus-exporter', 'redis_exporter', 'postgres-exporter', 'opentelemetry-collector', 'opentelemetry-collector-contrib', 'datadog', 'fluentd', 'fluent-bit', 'filebeat', 'vector',
  'certbot', 'oauth2-proxy', 'keycloak', 'dex', 'cloud-sql-proxy', 'cloudsql-proxy', 'gce-proxy', 'kube-rbac-proxy', 'proxyv2', 'pilot', 'pause', 'busybox', 'alpine', 'ubuntu', 'debian', 'curl',
  'kubectl', 'coredns', 'controller', 'ingress-nginx-controller', 'kubernetes-ingress', 'nginx-ingress', 'aws-load-balancer-controller', 'external-dns', 'cert-manager-controller', 'watchtower', 'portainer', 'autoheal',
  'ofelia', 'clamav', 'libretranslate', 'wiremock', 'mockserver', 'httpbin',
]);

export const isThirdParty = (image: string): boolean => names.has(lastSegment(image));
