import { awsAlb } from './aws-alb/index.ts';
import { awsClb } from './aws-clb/index.ts';
import { awsNlb } from './aws-nlb/index.ts';
import { boto3 } from './boto3/index.ts';
import { bun } from './bun/index.ts';
import { curl } from './curl/index.ts';
import { django } from './django/index.ts';
import { flask } from './django/index.ts';
import { dotnetHttpclient } from './dotnet-httpclient/index.ts';
import { gcpLb } from './gcp-lb/index.ts';
import { goClient } from './go-client/index.ts';
import { goGrpc } from './go-grpc/index.ts';
import { goServer } from './go-server/index.ts';
import { gunicorn } from './gunicorn/index.ts';
import { ingressNginx } from './ingress-nginx/index.ts';
import { jsAxios } from './js-axios/index.ts';
import { jsFetch } from './js-fetch/index.ts';
import { jsGot } from './js-got/index.ts';
import { jsHttp } from './js-http/index.ts';
import { jsSuperagent } from './js-superagent/index.ts';
import { nginx } from './nginx/index.ts';
import { node } from './node/index.ts';
import { pythonAiohttp } from './python-aiohttp/index.ts';
import { pythonHttpx } from './python-httpx/index.ts';
import { pythonRequests } from './python-requests/index.ts';
import { traefik } from './traefik/index.ts';
import { uvicorn } from './uvicorn/index.ts';
import { uwsgi } from './uwsgi/index.ts';
import type { System } from './system.ts';

/** Every system; one line each. */
export const systems: readonly System[] = [
  awsAlb,
  awsClb,
  awsNlb,
  boto3,
  bun,
  curl,
  django,
  flask,
  dotnetHttpclient,
  gcpLb,
  goClient,
  goGrpc,
  goServer,
  gunicorn,
  ingressNginx,
  jsAxios,
  jsFetch,
  jsGot,
  jsHttp,
  jsSuperagent,
  nginx,
  node,
  pythonAiohttp,
  pythonHttpx,
  pythonRequests,
  traefik,
  uvicorn,
  uwsgi,
];
