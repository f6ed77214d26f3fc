import { describe, expect, it } from 'vitest';
import { emptyConfig } from '../../src/config/config.ts';
import { type Datum, referredBy, type Resource, textAt } from '../../src/model/resource.ts';
import { createSyntax } from '../../src/syntax/syntax.ts';
import { readTerraform } from '../../src/workloads/terraform/read-terraform.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { at, commandLine, processesOf, scenesOf, shown } from './read.ts';

const resourcesOf = (files: Readonly<Record<string, string>>): readonly Resource[] => readTerraform(memoryTree(files), createSyntax(), emptyConfig).sets.flatMap(({ resources }) => resources);
const idle = (files: Readonly<Record<string, string>>) => textAt(resourcesOf(files).find(({ type }) => type === 'aws_lb')?.body, 'idle_timeout');
const lb = (timeout: string): string => `resource "aws_lb" "main" {\n  idle_timeout = ${timeout}\n}\n`;

describe('values of Terraform', () => {
  it('follows variables, locals and arithmetic to the literal', () => {
    expect(shown(idle({ 'a.tf': lb('60') }))).toBe('60');
    const variable = idle({ 'a.tf': lb('var.t'), 'b.tf': 'variable "t" {\n  default = 90\n}\n' });
    expect(variable).toMatchObject({ value: '90', origin: 'visible-default', variable: 't' });
    expect(at(variable)).toBe('b.tf:2:13 a.tf:2:18');
    const local = idle({ 'a.tf': `${lb('local.m * 60')}locals {\n  m = 5\n}\n` });
    expect(local).toMatchObject({ value: '300', origin: 'configured' });
    expect(shown(idle({ 'a.tf': lb('var.none') }))).toBe('?var.none');
    expect(shown(idle({ 'a.tf': lb('local.a') + 'locals {\n a = local.b\n b = local.a\n}\n' }))).toContain('?');
  });

  it('takes what Terraform loads by itself, and doubts files that disagree', () => {
    const variable = 'variable "t" { default = 60 }\n';
    expect(idle({ 'a.tf': lb('var.t') + variable, 'terraform.tfvars': 't = 120\n' })).toMatchObject({ value: '120', origin: 'configured' });
    expect(shown(idle({ 'a.tf': lb('var.t') + variable, 'envs/prod.tfvars': 't = 120\n' }))).toBe('?var.t');
    expect(idle({ 'a.tf': lb('var.t') + 'variable "t" {}\n', 'prod.tfvars': 't = 120\n', 'dev.tfvars': 't = 120\n' })).toMatchObject({ value: '120', origin: 'visible-default' });
  });

  it('decides conditions that it knows', () => {
    const flag = (value: string) => `variable "on" { default = ${value} }\n`;
    expect(shown(idle({ 'a.tf': lb('var.on ? 10 : 20') + flag('false') }))).toBe('20');
    expect(shown(idle({ 'a.tf': lb('var.on == "x" ? 10 : 20') }))).toContain('?');
    expect(shown(idle({ 'a.tf': lb('coalesce(null, 7)') }))).toBe('7');
  });

  it('enters modules with their arguments, and makes one instance for every key', () => {
    const found = resourcesOf({
      'infra/main.tf': 'module "web" {\n  source = "./lb"\n  for_each = { a = 10, b = 20 }\n  t = each.value\n}\nresource "x" "y" {\n  lb = module.web["b"].arn\n}\n',
      'infra/lb/main.tf': `variable "t" {}\n${lb('var.t')}output "arn" { value = aws_lb.main.arn }\n`,
    });
    expect(found.map(({ name, body }) => `${name} ${shown(textAt(body, 'idle_timeout'))}`)).toEqual(['x.y ', 'module.web["a"].aws_lb.main 10', 'module.web["b"].aws_lb.main 20']);
    expect(referredBy(found[0]?.body.entries[0]?.value as Datum, found).map(({ name }) => name)).toEqual(['module.web["b"].aws_lb.main']);
  });

  it('bounds modules that call themselves and values that grow', () => {
    expect(resourcesOf({ 'a.tf': `module "m" {\n source = "./"\n}\n${lb('1')}` }).length).toBeLessThan(20);
    const doubling = Array.from({ length: 60 }, (_, index) => `a${index} = [local.a${index + 1}, local.a${index + 1}]`).join('\n');
    expect(shown(idle({ 'a.tf': `${lb('local.a0')}locals {\n${doubling}\n}\n` }))).toBe('');
  });

  it('writes out dynamic blocks', () => {
    const [found] = resourcesOf({ 'a.tf': 'resource "aws_elb" "e" {\n  dynamic "listener" {\n    for_each = [80, 443]\n    content {\n      instance_port = listener.value\n    }\n  }\n}\n' });
    expect(found?.body.entries.map(({ key, value }) => `${key} ${shown(textAt(value, 'instance_port'))}`)).toEqual(['listener 80', 'listener 443']);
  });
});

const task = (definitions: string): string => `resource "aws_ecs_task_definition" "t" {\n  family = "api"\n  container_definitions = ${definitions}\n}\n`;

describe('ECS tasks', () => {
  it('reads jsonencode', () => {
    const [found] = processesOf({
      'main.tf': task('jsonencode([{ name = "app", image = "${var.registry}/api:${var.tag}", command = ["gunicorn", "-t", "60", "app:app"], stopTimeout = 20, portMappings = [{ containerPort = 8000 }], systemControls = [{ namespace = "net.ipv4.tcp_keepalive_time", value = "60" }], environment = [{ name = "A", value = "b" }] }])'),
      'api/Dockerfile': 'FROM python:3.12\nCOPY . .\n',
      'api/app.py': 'app = None\n',
    });
    expect(commandLine(found)).toBe('gunicorn -t 60 app:app');
    expect(found).toMatchObject({ workload: { kind: 'ecs', name: 'api' }, container: 'app', sources: ['api'] });
    expect(found?.ports.map(({ port }) => port)).toEqual([8000]);
    expect(shown(found?.sysctls.get('net.ipv4.tcp_keepalive_time'))).toBe('60');
    expect(shown(found?.env.get('A'))).toBe('b');
    expect(found?.settings.map(({ timer, value }) => [timer, value.kind === 'known' ? value.amount : value.kind])).toEqual([['stop.grace', 20_000]]);
  });

  it('reads JSON in a heredoc and in a file, with variables in it', () => {
    const json = '[{"name": "app", "cpu": ${var.cpu}, "command": ["sh", "-c", "exec uvicorn --port ${var.port} app:app"]}]';
    const variable = 'variable "port" { default = 9000 }\n';
    expect(commandLine(processesOf({ 'main.tf': `${task(`<<EOF\n${json}\nEOF`)}${variable}` })[0])).toBe('uvicorn --port 9000 app:app');
    expect(commandLine(processesOf({ 'tf/main.tf': task('templatefile("${path.module}/task.json", { var = { port = 9001 } })'), 'tf/task.json': json })[0])).toBe('uvicorn --port 9001 app:app');
  });

  it('takes the name of a repository that Terraform makes', () => {
    const [found] = processesOf({ 'main.tf': `${task('jsonencode([{ name = "x", image = "${aws_ecr_repository.r.repository_url}:1" }])')}resource "aws_ecr_repository" "r" {\n  name = "acme/shop"\n}\n`, 'shop/Dockerfile': 'FROM node:20\nCMD ["node", "a.js"]\n', 'other/Dockerfile': 'FROM node:20\n' });
    expect(commandLine(found)).toBe('node a.js');
  });

  it('reads CloudFormation', () => {
    const [found] = processesOf({
      'stack.yaml': 'Parameters:\n  Port: { Type: Number, Default: 8000 }\nResources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      Family: web\n      ContainerDefinitions:\n        - Name: web\n          Image: !Sub "${AWS::AccountId}.dkr.ecr/web:1"\n          Command: [gunicorn, app:app]\n          PortMappings: [{ ContainerPort: !Ref Port }]\n',
    });
    expect(commandLine(found)).toBe('gunicorn app:app');
    expect(found?.ports.map(({ port }) => port)).toEqual([8000]);
  });
});

describe('web apps of Azure', () => {
  it('starts the command of a Bicep module\'s parameter, from the folder of the file that it names', () => {
    const [found] = processesOf({
      'infra/main.bicep': "module web 'core/app.bicep' = {\n  params: {\n    command: 'bash startup.sh'\n  }\n}\n",
      'infra/core/app.bicep': "param command string = ''\nresource app 'Microsoft.Web/sites@2022-03-01' = {\n  name: 'shop'\n  properties: {\n    siteConfig: {\n      appCommandLine: command\n    }\n  }\n}\n",
      'backend/startup.sh': '#!/bin/sh\ngunicorn -t 300 app:app\n',
    });
    expect(commandLine(found)).toBe('gunicorn -t 300 app:app');
    expect(found).toMatchObject({ workload: { kind: 'app-service', name: 'shop' }, sources: ['backend'] });
  });

  it('reads them from Terraform, and leaves functions out', () => {
    expect(processesOf({ 'main.tf': 'resource "azurerm_linux_web_app" "a" {\n  name = "a"\n  site_config {\n    app_command_line = "node server.js"\n  }\n}\n' }).map(commandLine)).toEqual(['node server.js']);
    expect(scenesOf({ 'f.bicep': "resource f 'Microsoft.Web/sites@1' = {\n  kind: 'functionapp,linux'\n  properties: { siteConfig: { appCommandLine: 'x' } }\n}\n" }).flatMap(({ processes }) => processes)).toEqual([]);
  });
});

describe('App Engine', () => {
  it('starts the entrypoint, or what the runtime starts by itself', () => {
    expect(processesOf({ 'app.yaml': 'runtime: python311\nentrypoint: gunicorn -b :$PORT main:app\n' }).map(commandLine)).toEqual(['gunicorn -b :8080 main:app']);
    const [found] = processesOf({ 'app.yaml': 'runtime: nodejs\nenv: flex\n', 'package.json': '{"scripts": {"start": "node server.js"}}' });
    expect(commandLine(found)).toBe('node server.js');
    expect(found?.workload).toEqual({ kind: 'app-engine-flex', name: 'default' });
  });
});
