import { aiohttpServer } from './aiohttp-server/index.ts';
import { apache } from './apache/index.ts';
import { appEngine } from './app-engine/index.ts';
import { awsAlb } from './aws-alb/index.ts';
import { awsApiGateway } from './aws-api-gateway/index.ts';
import { awsAppRunner } from './aws-app-runner/index.ts';
import { awsClb } from './aws-clb/index.ts';
import { awsLambda } from './aws-lambda/index.ts';
import { awsNat } from './aws-nat/index.ts';
import { awsNlb } from './aws-nlb/index.ts';
import { azureAppGateway } from './azure-app-gateway/index.ts';
import { azureAppService } from './azure-app-service/index.ts';
import { azureContainerApps } from './azure-container-apps/index.ts';
import { azureLb } from './azure-lb/index.ts';
import { azureNat } from './azure-nat/index.ts';
import { boto3 } from './boto3/index.ts';
import { bun } from './bun/index.ts';
import { caddy } from './caddy/index.ts';
import { cloudRun } from './cloud-run/index.ts';
import { cloudfront } from './cloudfront/index.ts';
import { cloudflare } from './cloudflare/index.ts';
import { contour } from './contour/index.ts';
import { curl } from './curl/index.ts';
import { daphne } from './daphne/index.ts';
import { django } from './django/index.ts';
import { flask } from './django/index.ts';
import { djangoDatabase } from './django-database/index.ts';
import { dotnetHttpclient } from './dotnet-httpclient/index.ts';
import { dotnetRestsharp } from './dotnet-restsharp/index.ts';
import { envoy } from './envoy/index.ts';
import { f5NginxIngress } from './f5-nginx-ingress/index.ts';
import { gatewayApi } from './gateway-api/index.ts';
import { gcpLb } from './gcp-lb/index.ts';
import { goClient } from './go-client/index.ts';
import { goFasthttp } from './go-fasthttp/index.ts';
import { goGrpc } from './go-grpc/index.ts';
import { goServer } from './go-server/index.ts';
import { granian } from './granian/index.ts';
import { gunicorn } from './gunicorn/index.ts';
import { h2o } from './h2o/index.ts';
import { haproxy } from './haproxy/index.ts';
import { herokuRouter } from './heroku-router/index.ts';
import { hypercorn } from './hypercorn/index.ts';
import { haproxyIngress } from './haproxy-ingress/index.ts';
import { ingressNginx } from './ingress-nginx/index.ts';
import { istio } from './istio/index.ts';
import { javaApacheHttpclient } from './java-apache-httpclient/index.ts';
import { javaHttp } from './java-http/index.ts';
import { javaOkhttp } from './java-okhttp/index.ts';
import { javaReactorNetty } from './java-reactor-netty/index.ts';
import { javaSpringRest } from './java-spring-rest/index.ts';
import { javaUrlConnection } from './java-url-connection/index.ts';
import { jetty } from './jetty/index.ts';
import { jsAxios } from './js-axios/index.ts';
import { jsFetch } from './js-fetch/index.ts';
import { jsGot } from './js-got/index.ts';
import { jsHttp } from './js-http/index.ts';
import { jsSuperagent } from './js-superagent/index.ts';
import { kestrel } from './kestrel/index.ts';
import { kong } from './kong/index.ts';
import { kubeProxy } from './kube-proxy/index.ts';
import { nginxProxy } from './nginx-proxy/index.ts';
import { nginx } from './nginx/index.ts';
import { node } from './node/index.ts';
import { openshiftRouter } from './openshift-router/index.ts';
import { passenger } from './passenger/index.ts';
import { pgbouncer } from './pgbouncer/index.ts';
import { phpCurl } from './php-curl/index.ts';
import { phpFpm } from './php-fpm/index.ts';
import { phpGuzzle } from './php-guzzle/index.ts';
import { puma } from './puma/index.ts';
import { pythonAiohttp } from './python-aiohttp/index.ts';
import { pythonHttpx } from './python-httpx/index.ts';
import { pythonRequests } from './python-requests/index.ts';
import { pythonUrllib } from './python-urllib/index.ts';
import { rubyFaraday } from './ruby-faraday/index.ts';
import { rubyHttparty } from './ruby-httparty/index.ts';
import { rubyNetHttp } from './ruby-net-http/index.ts';
import { rubyRestClient } from './ruby-rest-client/index.ts';
import { tomcat } from './tomcat/index.ts';
import { tornado } from './tornado/index.ts';
import { traefik } from './traefik/index.ts';
import { undertow } from './undertow/index.ts';
import { unicorn } from './unicorn/index.ts';
import { uvicorn } from './uvicorn/index.ts';
import { uwsgi } from './uwsgi/index.ts';
import { waitress } from './waitress/index.ts';
import { varnish } from './varnish/index.ts';
import type { System } from './system.ts';

/** Every system; one line each. */
export const systems: readonly System[] = [
  aiohttpServer,
  apache,
  appEngine,
  awsAlb,
  awsApiGateway,
  awsAppRunner,
  awsClb,
  awsLambda,
  awsNat,
  awsNlb,
  azureAppGateway,
  azureAppService,
  azureContainerApps,
  azureLb,
  azureNat,
  boto3,
  bun,
  caddy,
  cloudRun,
  cloudfront,
  cloudflare,
  contour,
  curl,
  daphne,
  django,
  djangoDatabase,
  dotnetHttpclient,
  dotnetRestsharp,
  envoy,
  flask,
  f5NginxIngress,
  gatewayApi,
  gcpLb,
  goClient,
  goFasthttp,
  goGrpc,
  goServer,
  granian,
  gunicorn,
  h2o,
  haproxy,
  haproxyIngress,
  herokuRouter,
  hypercorn,
  ingressNginx,
  istio,
  javaApacheHttpclient,
  javaHttp,
  javaOkhttp,
  javaReactorNetty,
  javaSpringRest,
  javaUrlConnection,
  jetty,
  jsAxios,
  jsFetch,
  jsGot,
  jsHttp,
  jsSuperagent,
  kestrel,
  kong,
  kubeProxy,
  nginx,
  nginxProxy,
  node,
  openshiftRouter,
  passenger,
  pgbouncer,
  phpCurl,
  phpFpm,
  phpGuzzle,
  puma,
  pythonAiohttp,
  pythonHttpx,
  pythonRequests,
  pythonUrllib,
  rubyFaraday,
  rubyHttparty,
  rubyNetHttp,
  rubyRestClient,
  tomcat,
  tornado,
  traefik,
  undertow,
  unicorn,
  uvicorn,
  uwsgi,
  waitress,
  varnish,
];
