import { own } from '../../model/own.ts';
import { type Datum, datumAt, type DatumEntry, entryOf, type MapDatum, valueAt } from '../../model/resource.ts';
import { type Names, plus, renamed, type Translation } from './names.ts';

const ofFunction: Names = { Timeout: 'timeout', DurableConfig: 'durable_config' };

/** Functions and APIs under the names that Terraform gives them. */
export const serverlessTypes: readonly (readonly [string, Translation])[] = [
  ['AWS::Lambda::Function', { type: 'aws_lambda_function', body: (properties) => renamed(properties, ofFunction) }],
  ['AWS::Serverless::Function', { type: 'aws_lambda_function', body: samFunction }],
  ['AWS::Lambda::Alias', { type: 'aws_lambda_alias', body: (properties) => renamed(properties, { FunctionName: 'function_name' }) }],
  ['AWS::Lambda::Version', { type: 'aws_lambda_version', body: (properties) => renamed(properties, { FunctionName: 'function_name' }) }],
  ['AWS::Lambda::Url', { type: 'aws_lambda_function_url', body: (properties) => renamed(properties, { TargetFunctionArn: 'function_name', InvokeMode: 'invoke_mode' }) }],
  ['AWS::ApiGateway::RestApi', { type: 'aws_api_gateway_rest_api', body: (properties) => restApi(properties, 'Body', 'BodyS3Location') }],
  ['AWS::Serverless::Api', { type: 'aws_api_gateway_rest_api', body: (properties) => restApi(properties, 'DefinitionBody', 'DefinitionUri') }],
  ['AWS::ApiGateway::Resource', { type: 'aws_api_gateway_resource', body: (properties) => renamed(properties, { PathPart: 'path_part', ParentId: 'parent_id' }) }],
  ['AWS::ApiGateway::Method', { type: 'aws_api_gateway_integration', body: method }],
  ['AWS::ApiGateway::Stage', { type: 'aws_api_gateway_stage', body: (properties) => renamed(properties, { RestApiId: 'rest_api_id' }) }],
  ['AWS::ApiGateway::Deployment', { type: 'aws_api_gateway_deployment', body: (properties) => renamed(properties, { RestApiId: 'rest_api_id' }) }],
  ['AWS::ApiGatewayV2::Api', { type: 'aws_apigatewayv2_api', body: (properties) => renamed(properties, { ProtocolType: 'protocol_type', Target: 'target', Body: 'body', BodyS3Location: 'described' }) }],
  ['AWS::Serverless::HttpApi', { type: 'aws_apigatewayv2_api', body: (properties) => renamed(properties, { DefinitionBody: 'body', DefinitionUri: 'described' }) }],
  ['AWS::ApiGatewayV2::Integration', { type: 'aws_apigatewayv2_integration', body: (properties) => renamed(properties, { ApiId: 'api_id', IntegrationUri: 'integration_uri', IntegrationType: 'integration_type', IntegrationSubtype: 'integration_subtype', TimeoutInMillis: 'TimeoutInMillis' }) }],
  ['AWS::AppRunner::Service', { type: 'aws_apprunner_service', body: appRunner }],
  ['AWS::ApiGatewayV2::Route', { type: 'aws_apigatewayv2_route', body: (properties) => renamed(properties, { ApiId: 'api_id', RouteKey: 'route_key', Target: 'target' }) }],
];

/** `{ Types: [REGIONAL] }`; SAM also takes `{ Type: REGIONAL }` and the bare word. */
function restApi(properties: MapDatum, body: string, elsewhere: string): MapDatum {
  const endpoint = datumAt(properties, 'EndpointConfiguration');
  const types = endpoint && typesOf(endpoint);
  const own = renamed(properties, { [body]: 'body', [elsewhere]: 'described', Name: 'name' });
  if (!endpoint || !types) return own;
  const place = endpoint.kind === 'text' ? endpoint.text.places[0] : endpoint.place;
  return plus(own, [{ key: 'endpoint_configuration', keyPlace: place, value: { kind: 'map', entries: [{ key: 'types', keyPlace: place, value: types }], place } }]);
}

const typesOf = (endpoint: Datum): Datum | undefined => datumAt(endpoint, 'Types') ?? datumAt(endpoint, 'Type') ?? (endpoint.kind === 'text' ? endpoint : undefined);

const ofIntegration: Names = { Uri: 'uri', Type: 'type', TimeoutInMillis: 'TimeoutInMillis', RequestParameters: 'request_parameters', ResponseTransferMode: 'response_transfer_mode' };

function method(properties: MapDatum): MapDatum {
  const integration = datumAt(properties, 'Integration');
  const own = renamed(properties, { RestApiId: 'rest_api_id', ResourceId: 'resource_id', HttpMethod: 'http_method' });
  return integration?.kind === 'map' ? plus({ ...own, place: integration.place }, renamed(integration, ofIntegration).entries) : plus(own, [unanswered(properties)]);
}

/** A method that calls nothing. */
const unanswered = ({ place }: MapDatum): DatumEntry => ({ key: 'type', keyPlace: place, value: { kind: 'text', text: { value: 'MOCK', expression: 'MOCK', places: [place], origin: 'configured' }, refers: [] } });

function samFunction(properties: MapDatum): MapDatum {
  const events = datumAt(properties, 'Events');
  const url = datumAt(properties, 'FunctionUrlConfig');
  return plus(renamed(properties, ofFunction), [
    ...(events?.kind === 'map' ? events.entries : []).flatMap((event) => samEvent(event, entryOf(properties, implicitEndpoint))),
    ...(url?.kind === 'map' ? [{ key: 'function_url', keyPlace: url.place, value: renamed(url, { InvokeMode: 'invoke_mode' }) }] : []),
  ]);
}

/** Where `Globals` say what kind of API the events of a function make. */
export const implicitEndpoint = 'Globals.Api.EndpointConfiguration';

const kinds: Names = { Api: 'rest', HttpApi: 'http' };

function samEvent({ keyPlace, value }: DatumEntry, endpoint: DatumEntry | undefined): readonly DatumEntry[] {
  const written = entryOf(value, 'Type');
  const kind = own(kinds, valueAt(value, 'Type') ?? '');
  if (!written || kind === undefined || written.value.kind !== 'text') return [];
  const properties = datumAt(value, 'Properties');
  const entries = properties?.kind === 'map' ? renamed(properties, { Path: 'path', Method: 'method', RestApiId: 'api', ApiId: 'api', TimeoutInMillis: 'TimeoutInMillis' }).entries : [];
  const named: DatumEntry = { ...written, key: 'kind', value: { ...written.value, text: { ...written.value.text, value: kind } } };
  return [{ key: 'event', keyPlace, value: { kind: 'map', entries: [named, ...entries, ...(endpoint ? [{ ...endpoint, key: 'endpoint', value: typesOf(endpoint.value) ?? endpoint.value }] : [])], place: keyPlace } }];
}

function appRunner(properties: MapDatum): MapDatum {
  const repository = datumAt(properties, 'SourceConfiguration', 'ImageRepository');
  const configuration = datumAt(repository, 'ImageConfiguration');
  if (repository?.kind !== 'map') return renamed(properties, { ServiceName: 'service_name' });
  const block = (key: string, value: MapDatum): DatumEntry => ({ key, keyPlace: value.place, value });
  const image = plus(renamed(repository, { ImageIdentifier: 'image_identifier' }), configuration?.kind === 'map' ? [block('image_configuration', renamed(configuration, { Port: 'port', StartCommand: 'start_command' }))] : []);
  return plus(renamed(properties, { ServiceName: 'service_name' }), [block('source_configuration', { ...repository, entries: [block('image_repository', image)] })]);
}
