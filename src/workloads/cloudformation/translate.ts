import { own } from '../../model/own.ts';
import { type Datum, datumAt, datumsAt, type DatumEntry, entryOf, type MapDatum, valueAt } from '../../model/resource.ts';
import { type Names, plus, renamed, type Translation } from './names.ts';
import { serverlessTypes } from './serverless-types.ts';

/** CloudFormation's types under the names that Terraform gives them; attributes of AWS keep their own names. */
export const types: ReadonlyMap<string, Translation> = new Map<string, Translation>([
  ...serverlessTypes,
  ['AWS::EC2::NatGateway', { type: 'aws_nat_gateway', body: (properties) => renamed(properties, { ConnectivityType: 'connectivity_type' }) }],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', { type: 'aws_lb', body: (properties) => plus(renamed(properties, { Name: 'name', Type: 'load_balancer_type' }), pairs(properties, 'LoadBalancerAttributes')) }],
  ['AWS::ElasticLoadBalancingV2::TargetGroup', { type: 'aws_lb_target_group', body: targetGroup }],
  ['AWS::ElasticLoadBalancingV2::Listener', {
    type: 'aws_lb_listener',
    body: (properties) => plus(renamed(properties, { LoadBalancerArn: 'load_balancer_arn', Port: 'port', Protocol: 'protocol' }), [...pairs(properties, 'ListenerAttributes'), ...actions(properties, 'DefaultActions', 'default_action')]),
  }],
  ['AWS::ElasticLoadBalancingV2::ListenerRule', { type: 'aws_lb_listener_rule', body: (properties) => plus(renamed(properties, { ListenerArn: 'listener_arn' }), [...actions(properties, 'Actions', 'action'), ...conditions(properties)]) }],
  ['AWS::ElasticLoadBalancing::LoadBalancer', { type: 'aws_elb', body: classic }],
  ['AWS::ECS::TaskDefinition', { type: 'aws_ecs_task_definition', body: (properties) => plus(renamed(properties, { Family: 'family' }), definitions(properties)) }],
  ['AWS::ECS::Service', {
    type: 'aws_ecs_service',
    body: (properties) => plus(renamed(properties, { TaskDefinition: 'task_definition' }), each(properties, 'LoadBalancers', 'load_balancer', { TargetGroupArn: 'target_group_arn', ContainerName: 'container_name', ContainerPort: 'container_port', LoadBalancerName: 'elb_name' })),
  }],
  ['AWS::Route53::RecordSet', { type: 'aws_route53_record', body: record }],
  ['AWS::CloudFront::Distribution', { type: 'aws_cloudfront_distribution', body: distribution }],
]);

/** Items of a list as blocks. */
function each(map: MapDatum, key: string, block: string, names: Names): readonly DatumEntry[] {
  return datumsAt(map, key).flatMap((item) => (item.kind === 'map' ? [{ key: block, keyPlace: item.place, value: renamed(item, names) }] : []));
}

/** `[{ Key: idle_timeout.timeout_seconds, Value: '60' }]`. */
function pairs(map: MapDatum, key: string): readonly DatumEntry[] {
  return datumsAt(map, key).flatMap((item) => {
    const name = valueAt(item, 'Key');
    const value = entryOf(item, 'Value');
    return name !== undefined && value ? [{ ...value, key: name }] : [];
  });
}

function targetGroup(properties: MapDatum): MapDatum {
  const check = renamed(properties, { HealthCheckIntervalSeconds: 'interval', HealthCheckTimeoutSeconds: 'timeout', UnhealthyThresholdCount: 'unhealthy_threshold' });
  const own = renamed(properties, { Name: 'name', Port: 'port', ProtocolVersion: 'protocol_version', Protocol: 'protocol', TargetType: 'target_type' });
  return plus(own, [...pairs(properties, 'TargetGroupAttributes'), ...each(properties, 'Targets', 'target', { Id: 'id' }), { key: 'health_check', keyPlace: properties.place, value: check }]);
}

function actions(properties: MapDatum, key: string, block: string): readonly DatumEntry[] {
  return datumsAt(properties, key).flatMap((action) => {
    if (action.kind !== 'map') return [];
    const groups = datumsAt(datumAt(action, 'ForwardConfig'), 'TargetGroups').flatMap((group): readonly DatumEntry[] => {
      const arn = entryOf(group, 'TargetGroupArn');
      return arn ? [{ ...arn, key: 'target_group_arn' }] : [];
    });
    const own = renamed(action, { Type: 'type', TargetGroupArn: 'target_group_arn' });
    return (groups.length > 0 ? groups.map((group) => plus(own, [group])) : [own]).map((value) => ({ key: block, keyPlace: action.place, value }));
  });
}

const fields: Names = { 'host-header': 'host_header', 'path-pattern': 'path_pattern' };

function conditions(properties: MapDatum): readonly DatumEntry[] {
  return datumsAt(properties, 'Conditions').flatMap((condition) => {
    const field = own(fields, valueAt(condition, 'Field') ?? '');
    const values = entryOf(datumAt(condition, 'HostHeaderConfig') ?? datumAt(condition, 'PathPatternConfig') ?? condition, 'Values');
    if (field === undefined || !values || condition.kind !== 'map') return [];
    const inner: MapDatum = { kind: 'map', entries: [{ ...values, key: 'values' }], place: condition.place };
    return [{ key: 'condition', keyPlace: condition.place, value: { kind: 'map' as const, entries: [{ key: field, keyPlace: condition.place, value: inner }], place: condition.place } }];
  });
}

function classic(properties: MapDatum): MapDatum {
  const inside = (key: string, names: Names): readonly DatumEntry[] => {
    const found = datumAt(properties, key);
    return found?.kind === 'map' ? renamed(found, names).entries : [];
  };
  const check: Datum = { kind: 'map', entries: inside('HealthCheck', { Interval: 'interval', Timeout: 'timeout', UnhealthyThreshold: 'unhealthy_threshold' }), place: properties.place };
  return plus(renamed(properties, { LoadBalancerName: 'name' }), [
    ...inside('ConnectionSettings', { IdleTimeout: 'idle_timeout' }),
    ...inside('ConnectionDrainingPolicy', { Enabled: 'connection_draining', Timeout: 'connection_draining_timeout' }),
    ...each(properties, 'Listeners', 'listener', { InstancePort: 'instance_port', InstanceProtocol: 'instance_protocol', Protocol: 'lb_protocol' }).map(withInstanceProtocol),
    { key: 'health_check', keyPlace: properties.place, value: check },
  ]);
}

/** The listener's own protocol holds for the instances where nothing else is written. */
function withInstanceProtocol(listener: DatumEntry): DatumEntry {
  const own = entryOf(listener.value, 'lb_protocol');
  if (listener.value.kind !== 'map' || !own || entryOf(listener.value, 'instance_protocol')) return listener;
  return { ...listener, value: plus(listener.value, [{ ...own, key: 'instance_protocol' }]) };
}

function record(properties: MapDatum): MapDatum {
  const alias = datumAt(properties, 'AliasTarget');
  const target = alias?.kind === 'map' ? [{ key: 'alias', keyPlace: alias.place, value: renamed(alias, { DNSName: 'name' }) }] : [];
  return plus(renamed(properties, { Name: 'name', ResourceRecords: 'records' }), target);
}

const behaviour: Names = { PathPattern: 'path_pattern', TargetOriginId: 'target_origin_id' };

function distribution(properties: MapDatum): MapDatum {
  const config = datumAt(properties, 'DistributionConfig');
  if (config?.kind !== 'map') return { ...properties, entries: [] };
  const single = datumAt(config, 'DefaultCacheBehavior');
  return plus(renamed(config, { Aliases: 'aliases' }), [
    ...datumsAt(config, 'Origins').flatMap((item) => (item.kind === 'map' ? [{ key: 'origin', keyPlace: item.place, value: origin(item) }] : [])),
    ...each(config, 'CacheBehaviors', 'ordered_cache_behavior', behaviour),
    ...(single?.kind === 'map' ? [{ key: 'default_cache_behavior', keyPlace: single.place, value: renamed(single, behaviour) }] : []),
  ]);
}

function origin(item: MapDatum): MapDatum {
  const custom = datumAt(item, 'CustomOriginConfig');
  const own = renamed(item, { Id: 'origin_id', DomainName: 'domain_name', ConnectionTimeout: 'connection_timeout', ConnectionAttempts: 'connection_attempts', ResponseCompletionTimeout: 'response_completion_timeout' });
  if (custom?.kind !== 'map') return own;
  const names: Names = { HTTPPort: 'http_port', HTTPSPort: 'https_port', OriginProtocolPolicy: 'origin_protocol_policy', OriginReadTimeout: 'origin_read_timeout', OriginKeepaliveTimeout: 'origin_keepalive_timeout' };
  return plus(own, [{ key: 'custom_origin_config', keyPlace: custom.place, value: renamed(custom, names) }]);
}

/** Container definitions with the names of the API: `PortMappings` is `portMappings` there. */
function definitions(properties: MapDatum): readonly DatumEntry[] {
  const entry = entryOf(properties, 'ContainerDefinitions');
  return entry ? [{ ...entry, key: 'container_definitions', value: lowered(entry.value, 0) }] : [];
}

function lowered(datum: Datum, depth: number): Datum {
  if (depth > 10 || datum.kind === 'text') return datum;
  if (datum.kind === 'list') return { ...datum, items: datum.items.map((item) => lowered(item, depth + 1)) };
  return { ...datum, entries: datum.entries.map((entry) => ({ ...entry, key: entry.key.charAt(0).toLowerCase() + entry.key.slice(1), value: lowered(entry.value, depth + 1) })) };
}
