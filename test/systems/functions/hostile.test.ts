import { describe, expect, it } from 'vitest';
import { joined } from '../../chain/joined.ts';

const schema = '"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"';
const deep = (open: string, inner: string, close: string, times: number): string => open.repeat(times) + inner + close.repeat(times);
const wide = Array.from({ length: 20 }, (_, index) => `  v${index}: [${Array(20).fill(`"\${self:custom.v${index + 1}}"`).join(', ')}]`).join('\n');

const odd: Readonly<Record<string, readonly string[]>> = {
  'serverless.yml': [
    'provider: aws\nfunctions: []\n', 'provider: { name: aws }\nfunctions:\n  - x\n  - [y]\n', 'provider: { name: aws, timeout: [1] }\nfunctions: { a: { events: { http: 3 }, url: [] } }\n',
    'provider: { name: aws }\nfunctions: { a: { timeout: "${self:functions}", events: ["${self:functions}"] } }\n', 'provider: { name: aws }\nfunctions: { a: { timeout: "${", events: [{ http: "${self:}" }] } }\n',
    `provider: { name: aws }\ncustom:\n${wide}\nfunctions: { a: { timeout: 1, url: true, layers: "\${self:custom.v0}" } }\n`,
  ],
  'template.yaml': [
    'Globals: AWS::x\nResources: { F: { Type: "AWS::Serverless::Function" } }\n', 'Globals: { Function: 3, Api: [] }\nResources: { F: { Type: "AWS::Serverless::Function", Properties: { Events: [1], FunctionUrlConfig: x } } }\n',
    'Resources: { M: { Type: "AWS::ApiGateway::Method", Properties: [] }, A: { Type: "AWS::Serverless::Api", Properties: { DefinitionBody: { paths: { /x: { get: { x-amazon-apigateway-integration: 1 } } } }, EndpointConfiguration: [] } } }\n',
  ],
  'azuredeploy.json': [
    `{ ${schema}, "resources": 3 }`, `{ ${schema}, "resources": [1, [], { "type": [] }, { "type": "Microsoft.Network/loadBalancers", "properties": { "loadBalancingRules": { "a": 1 } } }] }`,
    `{ ${schema}, "variables": { "a": "[variables('a')]" }, "resources": [{ "type": "Microsoft.Web/sites", "name": "[variables('a')]" }] }`,
    `{ ${schema}, "resources": [${deep('{ "type": "Microsoft.Resources/deployments", "properties": { "template": { "resources": [', '', '] } } }', 40)}] }`,
  ],
  '.chalice/config.json': ['[]', '{"stages": []}', '{"stages": {"dev": 3}, "lambda_timeout": {}}'],
  'deploy.sh': ['gcloud run deploy', 'gcloud run deploy "', "gcloud run deploy 'x --timeout", `gcloud run deploy web ${'--timeout '.repeat(5000)}`, 'gcloud run deploy web --source ../../.. --command , --args ,,'],
  'cloudbuild.yaml': ['steps: gcloud run deploy\n', 'steps:\n  - { args: [gcloud, run, deploy] }\n  - { args: [run, deploy, [x]] }\n  - 3\n'],
  'main.tf': [
    'resource "aws_apigatewayv2_integration" "i" {\n  api_id = aws_apigatewayv2_integration.i.id\n}\nresource "aws_api_gateway_resource" "r" {\n  parent_id = aws_api_gateway_resource.r.id\n  path_part = "x"\n}\nresource "aws_api_gateway_rest_api" "a" {\n}\nresource "aws_api_gateway_integration" "j" {\n  rest_api_id = aws_api_gateway_rest_api.a.id\n  resource_id = aws_api_gateway_resource.r.id\n}\nresource "aws_lambda_alias" "l" {\n  function_name = aws_lambda_alias.l.arn\n}\n',
    'module "a" {\n  source = "terraform-aws-modules/ecs/aws"\n  services = [1, { container_definitions = 3, load_balancer = [2] }]\n}\nmodule "b" {\n  source = "terraform-aws-modules/apigateway-v2/aws"\n  routes = { a = 1, b = { integration = [] } }\n}\nmodule "c" {\n  source = "terraform-google-modules/lb-http/google"\n  backends = module.c.backend_services\n}\n',
  ],
};

describe('hostile input of clouds', () => {
  it.each(Object.entries(odd).flatMap(([path, texts]) => texts.map((text, index) => [path, index, text] as const)))('%s %i ends in chains or in none', async (path, _, text) => {
    const { omitted } = await joined({ [path]: text, 'app.py': '@app.route("/")\n' });
    expect(omitted).toBe(0);
  });
});
