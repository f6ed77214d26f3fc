import { describe, expect, it } from 'vitest';
import type { Layer } from '../../../src/model/layer.ts';
import { joined, shapes } from '../../chain/joined.ts';
import { shown } from '../scene.ts';

const clocks = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const { chains } = await joined(files);
  return chains.map(({ layers, routes }) => [...layers.map(clock), ...routes.map(({ method = '', path = '*' }) => `${method} ${path}`.trim())].join(' | ')).sort();
};

const clock = ({ system, settings }: Layer): string => `${system} ${settings.filter(({ timer }) => /deadline|^upstream.read|exchange/.test(timer)).map((setting) => `${shown(setting).replace(/^\S+ /, '')}${setting.fixed ? '!' : ''}@${setting.place.line}`).join()}`;

const sam = (resources: string, globals = ''): Readonly<Record<string, string>> => ({ 'template.yaml': `Transform: AWS::Serverless-2016-10-31\n${globals}Resources:\n${resources}` });

describe('functions of SAM', () => {
  it('are called by the APIs that their events make, with what Globals write', async () => {
    const get = '  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events:\n        G: { Type: Api, Properties: { Path: "/a/{id}", Method: get } }\n';
    expect(await clocks(sam(get, 'Globals:\n  Function:\n    Timeout: 60\n'))).toEqual(['aws-api-gateway integration timeout=29000!@10 | aws-lambda Timeout=60000@4 | GET ^/a/[^/]+$']);
    expect(await clocks(sam(get, 'Globals: { Api: { EndpointConfiguration: REGIONAL } }\n'))).toEqual(['aws-api-gateway timeoutInMillis=29000@8 | aws-lambda Timeout=3000@4 | GET ^/a/[^/]+$']);
  });

  it('are on no chain where a queue feeds them, nobody waits, or the response is streamed', async () => {
    expect(shapes(await joined(sam('  Q:\n    Type: AWS::Serverless::Function\n    Properties:\n      Timeout: 900\n      Events:\n        S: { Type: SQS }\n')))).toEqual([]);
    const described = (parameters: string) => sam(`  F:\n    Type: AWS::Serverless::Function\n  Own:\n    Type: AWS::Serverless::Api\n    Properties:\n      DefinitionBody:\n        paths:\n          /x:\n            post:\n              x-amazon-apigateway-integration:\n                type: aws\n                uri: !Sub "arn:x/\${F.Arn}/invocations"\n${parameters}`);
    expect(shapes(await joined(described('                requestParameters: { integration.request.header.X-Amz-Invocation-Type: "\'Event\'" }\n')))).toEqual([]);
    expect(await clocks(described('                timeoutInMillis: 5000\n'))).toEqual(['aws-api-gateway timeoutInMillis=5000@15 | aws-lambda Timeout=3000@3 | POST /x']);
    expect(shapes(await joined(sam('  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      FunctionUrlConfig: { InvokeMode: RESPONSE_STREAM }\n      Events:\n        G: { Type: HttpApi }\n')))).toEqual(['aws-lambda']);
  });

  it('keep functions of one name in two templates apart', async () => {
    const one = sam('  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Timeout: 5\n      Events:\n        G: { Type: HttpApi }\n')['template.yaml'] ?? '';
    expect(await clocks({ 'a/template.yaml': one, 'b/template.yaml': one.replace('5', '7') })).toEqual(['aws-api-gateway integration timeout=30000!@8 | aws-lambda Timeout=5000@6 | *', 'aws-api-gateway integration timeout=30000!@8 | aws-lambda Timeout=7000@6 | *']);
  });
});

describe('functions of the Serverless Framework', () => {
  const service = (functions: string, provider = '') => ({ 'serverless.yml': `provider:\n  name: aws\n${provider}functions:\n${functions}` });

  it('take the timeout of the provider, through variables of the file', async () => {
    expect(await clocks({ 'serverless.yml': `${service('  a:\n    events:\n      - http: GET /a\n', '  timeout: ${self:custom.limit}\n')['serverless.yml'] ?? ''}custom:\n  limit: 45\n` })).toEqual(['aws-api-gateway integration timeout=29000!@7 | aws-lambda timeout=45000@9 | GET /a']);
    expect(await clocks(service('  a:\n    events:\n      - httpApi: "*"\n'))).toEqual(['aws-api-gateway integration timeout=30000!@6 | aws-lambda timeout=6000@4 | *']);
    expect(await clocks(service('  a:\n    timeout: 7\n    events:\n      - http: { path: b, method: any, timeoutInMillis: 9000 }\n', '  endpointType: regional\n'))).toEqual(['aws-api-gateway timeoutInMillis=9000@8 | aws-lambda timeout=7000@6 | /b']);
  });

  it('show the default of a variable of the environment as such', async () => {
    const { layers } = await joined(service('  a:\n    timeout: ${env:LIMIT, 20}\n    url: true\n'));
    expect(layers.map(({ settings }) => settings.map(({ provenance }) => provenance))).toEqual([[{ kind: 'visible-default', variable: 'LIMIT' }]]);
    expect(await clocks(service('  a:\n    timeout: ${env:LIMIT}\n    url: true\n'))).toEqual(['aws-lambda timeout=unknown@5 | *']);
  });

  it('are left alone where a queue feeds them, nobody waits, or another provider runs them', async () => {
    expect(shapes(await joined(service('  q:\n    events:\n      - sqs: x\n  s:\n    events:\n      - http: { path: x, async: true }\n')))).toEqual([]);
    expect(shapes(await joined({ 'serverless.yml': 'provider:\n  name: google\nfunctions:\n  a:\n    events:\n      - http: path\n' }))).toEqual([]);
  });
});

describe('functions of Chalice', () => {
  it('have one limit per stage, where the application has routes', async () => {
    const files = { '.chalice/config.json': '{"lambda_timeout": 60,\n"stages": {"dev": {},\n"prod": {"lambda_timeout": 20}}}', 'app.py': 'from chalice import Chalice\napp = Chalice("a")\n@app.route("/")\ndef index():\n    return {}\n' };
    expect(await clocks(files)).toEqual(['aws-api-gateway integration timeout=29000!@2 | aws-lambda lambda_timeout=20000@3 | *', 'aws-api-gateway integration timeout=29000!@2 | aws-lambda lambda_timeout=60000@1 | *']);
    expect(shapes(await joined({ ...files, 'app.py': 'from chalice import Chalice\n@app.schedule("rate(1 hour)")\ndef job(e):\n    pass\n' }))).toEqual([]);
  });
});

describe('functions of Terraform', () => {
  const lambda = 'resource "aws_lambda_function" "f" {\n  timeout = 60\n}\n';

  it('are called by REST and HTTP APIs', async () => {
    const rest = 'resource "aws_api_gateway_rest_api" "a" {\n}\nresource "aws_api_gateway_resource" "r" {\n  rest_api_id = aws_api_gateway_rest_api.a.id\n  parent_id = aws_api_gateway_rest_api.a.root_resource_id\n  path_part = "x"\n}\nresource "aws_api_gateway_integration" "i" {\n  rest_api_id = aws_api_gateway_rest_api.a.id\n  resource_id = aws_api_gateway_resource.r.id\n  http_method = "POST"\n  uri = aws_lambda_function.f.invoke_arn\n  timeout_milliseconds = 29000\n}\n';
    expect(await clocks({ 'main.tf': lambda + rest })).toEqual(['aws-api-gateway timeout_milliseconds=29000!@16 | aws-lambda timeout=60000@2 | POST /x']);
    const http = 'resource "aws_apigatewayv2_api" "a" {\n  protocol_type = "HTTP"\n}\nresource "aws_apigatewayv2_integration" "i" {\n  api_id = aws_apigatewayv2_api.a.id\n  integration_uri = aws_lambda_alias.live.invoke_arn\n}\nresource "aws_lambda_alias" "live" {\n  function_name = aws_lambda_function.f.function_name\n}\nresource "aws_apigatewayv2_route" "r" {\n  api_id = aws_apigatewayv2_api.a.id\n  route_key = "GET /y/{proxy+}"\n  target = "integrations/${aws_apigatewayv2_integration.i.id}"\n}\n';
    expect(await clocks({ 'main.tf': lambda + http })).toEqual(['aws-api-gateway integration timeout=30000!@4 | aws-lambda timeout=60000@2 | GET /y']);
  });

  it('stand behind load balancers and CloudFront', async () => {
    const alb = 'resource "aws_lb" "l" {\n}\nresource "aws_lb_listener" "s" {\n  load_balancer_arn = aws_lb.l.arn\n  default_action {\n    type = "forward"\n    target_group_arn = aws_lb_target_group.g.arn\n  }\n}\nresource "aws_lb_target_group" "g" {\n  target_type = "lambda"\n}\n';
    const attached = 'resource "aws_lb_target_group_attachment" "x" {\n  target_group_arn = aws_lb_target_group.g.arn\n  target_id = aws_lambda_function.f.arn\n}\n';
    expect(await clocks({ 'main.tf': lambda + alb + attached })).toEqual(['aws-alb idle_timeout=60000@4 | aws-lambda timeout=60000@2 | *']);
    // The only server of the project is not what a function's target group means.
    expect(shapes(await joined({ 'main.tf': alb, 'app.service': '[Service]\nExecStart=/srv/bin/gunicorn -b 0.0.0.0:8000 a:a\n' }))).toEqual(['aws-alb > ?', 'gunicorn']);
    const edge = 'resource "aws_lambda_function_url" "u" {\n  function_name = aws_lambda_function.f.function_name\n}\nresource "aws_cloudfront_distribution" "d" {\n  origin {\n    origin_id = "f"\n    domain_name = "${aws_lambda_function_url.u.url_id}.lambda-url.eu-west-1.on.aws"\n    custom_origin_config {\n      https_port = 443\n    }\n  }\n  default_cache_behavior {\n    target_origin_id = "f"\n  }\n}\n';
    expect(await clocks({ 'main.tf': lambda + edge })).toEqual(['cloudfront origin_read_timeout=30000@7,response_completion_timeout=Infinity@7 | aws-lambda timeout=60000@2 | *']);
  });

  it('put a WebSocket API on the chain of its own connections only', async () => {
    const { chains } = await joined({ 'main.tf': `${lambda}resource "aws_apigatewayv2_api" "a" {\n  protocol_type = "WEBSOCKET"\n}\nresource "aws_apigatewayv2_integration" "i" {\n  api_id = aws_apigatewayv2_api.a.id\n  integration_uri = aws_lambda_function.f.invoke_arn\n}\n` });
    expect(chains.map(({ layers, routes }) => [layers.map(clock).join(), routes])).toEqual([['aws-api-gateway Idle Connection Timeout=600000!@4', [{ path: '/', match: 'exact', hint: 'websocket' }]]]);
  });
});
