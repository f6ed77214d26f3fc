import { aiohttpServer } from './aiohttp-server/index.ts';
import { apache } from './apache/index.ts';
import { awsAlb } from './aws-alb/index.ts';
import { awsClb } from './aws-clb/index.ts';
import { awsNat } from './aws-nat/index.ts';
import { awsNlb } from './aws-nlb/index.ts';
import { boto3 } from './boto3/index.ts';
import { bun } from './bun/index.ts';
import { caddy } from './caddy/index.ts';
import { curl } from './curl/index.ts';
import { daphne } from './daphne/index.ts';
import { django } from './django/index.ts';
import { flask } from './django/index.ts';
import { dotnetHttpclient } from './dotnet-httpclient/index.ts';
import { envoy } from './envoy/index.ts';
import { gcpLb } from './gcp-lb/index.ts';
import { goClient } from './go-client/index.ts';
import { goGrpc } from './go-grpc/index.ts';
import { goServer } from './go-server/index.ts';
import { granian } from './granian/index.ts';
import { gunicorn } from './gunicorn/index.ts';
import { haproxy } from './haproxy/index.ts';
import { hypercorn } from './hypercorn/index.ts';
import { ingressNginx } from './ingress-nginx/index.ts';
import { jetty } from './jetty/index.ts';
import { istio } from './istio/index.ts';
import { jsAxios } from './js-axios/index.ts';
import { jsFetch } from './js-fetch/index.ts';
import { jsGot } from './js-got/index.ts';
import { jsHttp } from './js-http/index.ts';
import { jsSuperagent } from './js-superagent/index.ts';
import { nginx } from './nginx/index.ts';
import { node } from './node/index.ts';
import { phpFpm } from './php-fpm/index.ts';
import { puma } from './puma/index.ts';
import { pythonAiohttp } from './python-aiohttp/index.ts';
import { pythonHttpx } from './python-httpx/index.ts';
import { pythonRequests } from './python-requests/index.ts';
import { tomcat } from './tomcat/index.ts';
import { traefik } from './traefik/index.ts';
import { undertow } from './undertow/index.ts';
import { unicorn } from './unicorn/index.ts';
import { uvicorn } from './uvicorn/index.ts';
import { uwsgi } from './uwsgi/index.ts';
import { waitress } from './waitress/index.ts';
import type { System } from './system.ts';

/** Every system; one line each. */
export const systems: readonly System[] = [
  aiohttpServer,
  apache,
  awsAlb,
  awsClb,
  awsNat,
  awsNlb,
  boto3,
  bun,
  caddy,
  curl,
  daphne,
  django,
  flask,
  dotnetHttpclient,
  envoy,
  gcpLb,
  goClient,
  goGrpc,
  goServer,
  granian,
  gunicorn,
  haproxy,
  hypercorn,
  ingressNginx,
  istio,
  jetty,
  jsAxios,
  jsFetch,
  jsGot,
  jsHttp,
  jsSuperagent,
  nginx,
  node,
  phpFpm,
  puma,
  pythonAiohttp,
  pythonHttpx,
  pythonRequests,
  tomcat,
  traefik,
  undertow,
  unicorn,
  uvicorn,
  uwsgi,
  waitress,
];
