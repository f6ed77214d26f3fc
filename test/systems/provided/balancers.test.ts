import { describe, expect, it } from 'vitest';
import type { Hop, Layer } from '../../../src/model/layer.ts';
import { hopInto, joined, shapes } from '../../chain/joined.ts';
import { shown } from '../scene.ts';

const of = (hop: Hop, timer: string): string | undefined => ('what' in hop.downstream ? undefined : (hop.downstream as Layer).settings.filter((setting) => setting.timer === timer).map(shown)[0]);

const alb = (extra = '') => `resource "aws_lb" "edge" {\n  idle_timeout = 120\n${extra}}\nresource "aws_lb_listener" "https" {\n  load_balancer_arn = aws_lb.edge.arn\n  port = 443\n  default_action {\n    type = "forward"\n    target_group_arn = aws_lb_target_group.app.arn\n  }\n}\n`;
const group = (extra = '') => `resource "aws_lb_target_group" "app" {\n  port = 8000\n  deregistration_delay = 20\n${extra}}\n`;
const service = 'resource "aws_ecs_service" "app" {\n  task_definition = aws_ecs_task_definition.app.arn\n  load_balancer {\n    target_group_arn = aws_lb_target_group.app.arn\n    container_name = "app"\n    container_port = 8000\n  }\n}\n';
const task = 'resource "aws_ecs_task_definition" "app" {\n  family = "app"\n  container_definitions = jsonencode([{ name = "app", image = "x/app:1", command = ["gunicorn", "-k", "gthread", "-b", ":8000", "a:a"] }, { name = "log", image = "fluent/fluent-bit" }])\n}\n';
const unit = '[Service]\nExecStart=/srv/bin/gunicorn --threads 2 -b 0.0.0.0:8000 a:a\n';

describe('load balancers of a provider', () => {
  it('lead an ALB through an ECS service to its container', async () => {
    const built = await joined({ 'main.tf': alb() + group() + service + task });
    expect(shapes(built)).toEqual(['aws-alb > gunicorn']);
    const hop = hopInto(built, 'gunicorn');
    expect(hop).toMatchObject({ pooled: { value: 'yes' }, join: { evidence: 'resolved' } });
    expect(['upstream.idle', 'upstream.read', 'stop.deregister', 'downstream.lifetime'].map((timer) => of(hop, timer))).toEqual([
      'upstream.idle idle_timeout=120000', 'upstream.read idle_timeout=120000', 'stop.deregister deregistration_delay=20000', 'downstream.lifetime client_keep_alive=3600000',
    ]);
  });

  it('lead to machines by the only server that listens there, and to none where two do', async () => {
    const one = await joined({ 'main.tf': alb() + group(), 'app.service': unit });
    expect(hopInto(one, 'gunicorn').join.evidence).toBe('assumed');
    const two = await joined({ 'main.tf': alb() + group(), 'a/a.service': unit, 'b/b.service': unit });
    expect(shapes(two)).toContain('aws-alb > ?');
  });

  it('take the rules of a listener as routes, and HTTP/2 target groups as such', async () => {
    const rule = 'resource "aws_lb_listener_rule" "r" {\n  listener_arn = aws_lb_listener.https.arn\n  action {\n    type = "forward"\n    target_group_arn = aws_lb_target_group.app.arn\n  }\n  condition {\n    path_pattern {\n      values = ["/api/*"]\n    }\n  }\n}\n';
    const built = await joined({ 'main.tf': alb().replace(/default_action \{[^}]*\}/, 'default_action {\n    type = "fixed-response"\n  }') + rule + group('  protocol_version = "HTTP2"\n') + service + task });
    expect(built.chains[0]?.routes).toEqual([{ path: '/api', match: 'prefix' }]);
    expect(hopInto(built, 'gunicorn').protocol).toBe('h2');
  });

  it('leave a load balancer alone whose type only run time knows', async () => {
    expect(shapes(await joined({ 'main.tf': alb('  load_balancer_type = var.type\n') + group() + service + task }))).toEqual(['gunicorn']);
  });

  it.each([['TCP', '  tcp_idle_timeout_seconds = 600\n', 600_000], ['TCP', '', 350_000], ['TLS', '  tcp_idle_timeout_seconds = 600\n', 350_000]])('put a network load balancer with a %s listener on the way%s', async (protocol, written, amount) => {
    const listener = alb('  load_balancer_type = "network"\n').replace('  idle_timeout = 120\n', '').replace('  port = 443\n', `  port = 443\n  protocol = "${protocol}"\n${written}`);
    const built = await joined({ 'main.tf': listener + group() + service + task });
    expect(shapes(built)).toEqual(['? > gunicorn']);
    expect(hopInto(built, 'gunicorn').middleboxes.flatMap(({ settings }) => settings.filter(({ timer }) => timer === 'flow.idle').map(({ value }) => (value.kind === 'known' ? value.amount : undefined)))).toEqual([amount]);
  });

  it('read classic load balancers: HTTP as a layer, TCP as a middlebox', async () => {
    const elb = (protocol: string) => `resource "aws_elb" "e" {\n  idle_timeout = 30\n  listener {\n    lb_port = 443\n    lb_protocol = "${protocol === 'http' ? 'https' : 'ssl'}"\n    instance_port = 8000\n    instance_protocol = "${protocol}"\n  }\n}\n`;
    expect(of(hopInto(await joined({ 'main.tf': elb('http'), 'app.service': unit }), 'gunicorn'), 'upstream.idle')).toBe('upstream.idle idle_timeout=30000');
    const tcp = hopInto(await joined({ 'main.tf': elb('tcp'), 'app.service': unit }), 'gunicorn');
    expect(tcp.middleboxes.map(({ expiry, settings }) => [expiry, ...settings.map(shown)])).toEqual([['reset', 'flow.idle idle_timeout=30000']]);
  });

  it('read Google\'s backend services with their proxy, and not serverless ones', async () => {
    const backend = (group_: string) => `resource "google_compute_backend_service" "app" {\n  timeout_sec = 65\n  load_balancing_scheme = "EXTERNAL_MANAGED"\n  backend {\n    group = ${group_}\n  }\n}\nresource "google_compute_url_map" "m" {\n  default_service = google_compute_backend_service.app.id\n}\nresource "google_compute_target_https_proxy" "p" {\n  url_map = google_compute_url_map.m.id\n  http_keep_alive_timeout_sec = 540\n}\nresource "google_compute_region_network_endpoint_group" "run" {\n  cloud_run {\n    service = "x"\n  }\n}\n`;
    const hop = hopInto(await joined({ 'main.tf': backend('var.group'), 'app.service': unit }), 'gunicorn');
    expect(['upstream.deadline', 'downstream.idle', 'upstream.idle'].map((timer) => of(hop, timer))).toEqual(['upstream.deadline timeout_sec=65000', 'downstream.idle http_keep_alive_timeout_sec=540000', 'upstream.idle backend HTTP keepalive timeout=600000']);
    expect(shapes(await joined({ 'main.tf': backend('google_compute_region_network_endpoint_group.run.id'), 'app.service': unit }))).toEqual(['gunicorn']);
  });

  it('read Azure\'s load balancer and application gateway', async () => {
    const rule = (reset: string) => `resource "azurerm_lb" "l" {\n}\nresource "azurerm_lb_rule" "r" {\n  loadbalancer_id = azurerm_lb.l.id\n  protocol = "Tcp"\n  backend_port = 8000\n${reset}}\n`;
    const boxes = async (reset: string) => hopInto(await joined({ 'main.tf': rule(reset), 'app.service': unit }), 'gunicorn').middleboxes.map(({ expiry, settings }) => [expiry, ...settings.map(shown)]);
    expect(await boxes('')).toEqual([['silent', 'flow.idle idle_timeout_in_minutes=240000']]);
    expect(await boxes('  enable_tcp_reset = true\n  idle_timeout_in_minutes = 10\n')).toEqual([['reset', 'flow.idle idle_timeout_in_minutes=600000']]);
    const gateway = 'resource "azurerm_application_gateway" "g" {\n  backend_http_settings {\n    port = 8000\n    request_timeout = 90\n  }\n}\n';
    expect(of(hopInto(await joined({ 'main.tf': gateway, 'app.service': unit }), 'gunicorn'), 'upstream.read')).toBe('upstream.read request_timeout=90000');
  });

  it('read the same out of CloudFormation', async () => {
    const built = await joined({
      'stack.yaml': 'Resources:\n  Lb:\n    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n    Properties:\n      LoadBalancerAttributes: [{ Key: idle_timeout.timeout_seconds, Value: "90" }]\n  G:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties: { Port: 8000 }\n  L:\n    Type: AWS::ElasticLoadBalancingV2::Listener\n    Properties:\n      LoadBalancerArn: !Ref Lb\n      DefaultActions: [{ Type: forward, ForwardConfig: { TargetGroups: [{ TargetGroupArn: !Ref G }] } }]\n',
      'app.service': unit,
    });
    expect(of(hopInto(built, 'gunicorn'), 'upstream.idle')).toBe('upstream.idle idle_timeout.timeout_seconds=90000');
  });
});
