import { describe, expect, it } from 'vitest';
import type { Layer } from '../../src/model/layer.ts';
import { joined } from '../chain/joined.ts';
import { shown } from '../systems/scene.ts';

const clock = ({ system, settings }: Layer): string => `${system} ${settings.filter(({ timer }) => /^upstream.(?:deadline|read)|^worker.deadline/.test(timer)).map((setting) => `${shown(setting).replace(/^\S+ /, '')}@${setting.place.line}`).join()}`.trim();
const clocks = async (text: string, path = 'main.tf'): Promise<readonly string[]> => (await joined({ [path]: text })).chains.map(({ layers, routes }) => [...layers.map(clock), ...routes.map(({ path: at = '*' }) => at)].join(' | ')).sort();

const lambda = 'module "fn" {\n  source = "terraform-aws-modules/lambda/aws"\n  timeout = 120\n}\n';
const service = (source: string, group: string, containers: string) => `module "web" {\n  source = "${source}"\n  name = "web"\n  container_definitions = {\n    web = { image = "x/web", ${containers} }\n  }\n  load_balancer = { service = { target_group_arn = ${group}, container_name = "web", container_port = 8000 } }\n}\n`;
const command = 'command = ["gunicorn", "--timeout", "30", "-b", ":8000", "a:a"]';

describe('modules of the registry', () => {
  it('make load balancers with listeners and rules', async () => {
    const alb = 'module "alb" {\n  source = "terraform-aws-modules/alb/aws"\n  idle_timeout = 50\n  listeners = {\n    https = {\n      forward = { target_group_key = "web" }\n      rules = {\n        fn = { actions = [{ forward = { target_group_key = "fn" } }], conditions = [{ path_pattern = { values = ["/fn/*"] } }] }\n      }\n    }\n  }\n  target_groups = {\n    web = { port = 8000 }\n    fn = { target_type = "lambda", target_id = module.fn.lambda_function_arn }\n  }\n}\n';
    expect(await clocks(alb + lambda + service('terraform-aws-modules/ecs/aws//modules/service', 'module.alb.target_groups["web"].arn', command))).toEqual(['aws-alb idle_timeout=50000@3 | aws-lambda timeout=120000@19 | /fn', 'aws-alb idle_timeout=50000@3 | gunicorn --timeout=30000@25 | *']);
  });

  it('pass the idle timeout of a TCP listener on', async () => {
    const nlb = 'module "nlb" {\n  source = "terraform-aws-modules/alb/aws"\n  load_balancer_type = "network"\n  listeners = { a = { protocol = "TCP", tcp_idle_timeout_seconds = 600, forward = { target_group_key = "web" } } }\n  target_groups = { web = { port = 8000 } }\n}\n';
    const { hops } = await joined({ 'main.tf': nlb + service('terraform-aws-modules/ecs/aws//modules/service', 'module.nlb.target_groups["web"].arn', command) });
    expect(hops.flatMap(({ middleboxes }) => middleboxes.flatMap(({ settings }) => settings.map(shown))).filter((text) => text.startsWith('flow.idle'))).toEqual(['flow.idle tcp_idle_timeout_seconds=600000']);
  });

  it('make functions and their APIs, old and new', async () => {
    const api = (routes: string) => `module "api" {\n  source = "terraform-aws-modules/apigateway-v2/aws"\n  ${routes}\n}\n`;
    expect(await clocks(lambda + api('routes = { "GET /x" = { integration = { uri = module.fn.lambda_function_arn, timeout_milliseconds = 12000 } } }'))).toEqual(['aws-api-gateway timeout_milliseconds=12000@7 | aws-lambda timeout=120000@3 | /x']);
    expect(await clocks(lambda + api('integrations = { "$default" = { lambda_arn = module.fn.lambda_function_arn } }'))).toEqual(['aws-api-gateway integration timeout=30000@5 | aws-lambda timeout=120000@3 | *']);
    expect(await clocks(lambda.replace('timeout = 120', 'timeout = 120\n  lambda_at_edge = true') + api('routes = { "GET /x" = { integration = { uri = module.fn.lambda_function_arn } } }'))).toEqual([]);
  });

  it('make services of a cluster, with arguments of either style', async () => {
    const cluster = `module "ecs" {\n  source = "registry.terraform.io/terraform-aws-modules/ecs/aws"\n  services = {\n    web = { name = "web", container_definitions = { web = { image = "x/web", ${command}, port_mappings = [{ container_port = 8000 }] } } }\n  }\n}\n`;
    const { layers } = await joined({ 'main.tf': cluster });
    expect(layers.map(({ name }) => name)).toEqual(['gunicorn (ecs/web)']);
  });

  it('make backend services of Google, and nothing out of a module that is not known', async () => {
    const run = 'resource "google_cloud_run_v2_service" "web" {\n  template {\n    timeout = "60s"\n  }\n}\n';
    const neg = 'resource "google_compute_region_network_endpoint_group" "g" {\n  cloud_run {\n    service = google_cloud_run_v2_service.web.name\n  }\n}\n';
    const lb = (source: string) => `module "lb" {\n  source = "${source}"\n  backends = {\n    default = { groups = [{ group = google_compute_region_network_endpoint_group.g.id }] }\n  }\n}\n`;
    expect(await clocks(run + neg + lb('terraform-google-modules/lb-http/google//modules/serverless_negs'))).toEqual(['gcp-lb | cloud-run timeout=60000@3 | *']);
    expect(await clocks(run + neg + lb('example/lb-http/google'))).toEqual(['cloud-run timeout=60000@3 | *']);
  });
});

describe('Terraform in JSON', () => {
  it('is the same as in its own language', async () => {
    const json = JSON.stringify({
      variable: { idle: { default: 75 } },
      locals: { idle: '${var.idle}' },
      resource: {
        aws_lb: { web: { idle_timeout: '${local.idle}' } },
        aws_lb_listener: { s: { load_balancer_arn: '${aws_lb.web.arn}', default_action: [{ type: 'forward', target_group_arn: '${aws_lb_target_group.g.arn}' }] } },
        aws_lb_target_group: { g: [{ target_type: 'lambda' }] },
        aws_lb_target_group_attachment: { a: { target_group_arn: '${aws_lb_target_group.g.arn}', target_id: '${aws_lambda_function.f.arn}' } },
        aws_lambda_function: { f: { timeout: 100 } },
      },
    }, null, 1);
    expect((await clocks(json, 'cdk.tf.json')).map((text) => text.replace(/@\d+/g, ''))).toEqual(['aws-alb idle_timeout=75000 | aws-lambda timeout=100000 | *']);
  });

  it('survives what is no module at all', async () => {
    for (const text of ['', '[]', '{"resource": 3}', '{"resource": {"aws_lb": []}}', '{"resource": {"aws_lb": {"x": "y"}}}', '{"module": {"m": {"source": {}}}}', '{"resource": {"aws_lb": {"a": {"idle_timeout": "${"}}}}']) {
      expect(await clocks(text, 'a.tf.json')).toEqual([]);
    }
  });
});
