import { type Datum, datumAt, type Resource, textAt, valueAt } from '../../model/resource.ts';
import { gatewayRoute } from './gateway-route.ts';
import { type Integration, isAsynchronous, isEdge } from './integration.ts';
import { functionsIn } from './lambda.ts';

const key = 'x-amazon-apigateway-integration';
const methods = /^(?:get|put|post|delete|patch|head|options|x-amazon-apigateway-any-method)$/i;

/** The integrations of an OpenAPI description that the API is made from. */
export function describedIntegrations(api: Resource, resources: readonly Resource[]): readonly Integration[] {
  const paths = datumAt(api.body, 'body', 'paths');
  if (paths?.kind !== 'map') return [];
  return paths.entries.flatMap(({ key: path, value }) => (value.kind === 'map' ? value.entries : []).filter((entry) => methods.test(entry.key)).flatMap(({ key: method, value: operation }) => {
    const integration = datumAt(operation, key);
    return integration?.kind === 'map' ? describe(integration, api, path, method, resources) : [];
  }));
}

function describe(integration: Extract<Datum, { kind: 'map' }>, api: Resource, path: string, method: string, resources: readonly Resource[]): readonly Integration[] {
  const type = valueAt(integration, 'type')?.toUpperCase();
  if (type === 'MOCK' || isAsynchronous(datumAt(integration, 'requestParameters')) || valueAt(integration, 'responseTransferMode') === 'STREAM') return [];
  const uri = datumAt(integration, 'uri');
  const text = textAt(integration, 'timeoutInMillis');
  const isRest = api.type === 'aws_api_gateway_rest_api';
  return [{
    api, kind: isRest ? 'rest' : 'http', isEdge: isRest ? isEdge(api) : false,
    route: gatewayRoute(path, method), functions: functionsIn(uri, resources), uri: type?.startsWith('HTTP') ? uri : undefined,
    timeout: text ? { name: 'timeoutInMillis', text } : undefined, place: integration.place,
  }];
}
