import { type Datum, datumAt, type DatumEntry, valueAt } from '../../../model/resource.ts';
import type { Place } from '../../../model/place.ts';
import { type Call, handed, made, pairsOf, reference, type RegistryModule } from './made.ts';

const api = 'aws_apigatewayv2_api.this';

/** Routes have an integration each since version 5; `integrations` were both before. */
export const apiGatewayModule: RegistryModule = {
  source: /^terraform-aws-modules\/apigateway-v2\/aws$/,
  link: 'https://registry.terraform.io/modules/terraform-aws-modules/apigateway-v2/aws',
  resources: (call) => {
    const { inputs, place } = call;
    if (valueAt(inputs, 'create') === 'false') return [];
    const routes = [
      ...pairsOf(inputs, 'routes').map(({ key, value }) => ({ key, integration: datumAt(value, 'integration') })),
      ...pairsOf(inputs, 'integrations').map(({ key, value }) => ({ key, integration: value as Datum | undefined })),
    ];
    return [made(call, api, handed(inputs, { name: 'name', protocol_type: 'protocol_type' }, place)), ...routes.flatMap(({ key, integration }) => (integration?.kind === 'map' ? routeOf(call, key, integration, integration.place) : []))];
  },
  output: () => api,
};

const names = { uri: 'integration_uri', lambda_arn: 'integration_uri', integration_uri: 'integration_uri', timeout_milliseconds: 'timeout_milliseconds', type: 'integration_type', integration_type: 'integration_type', subtype: 'integration_subtype', integration_subtype: 'integration_subtype' };

function routeOf(call: Call, key: string, integration: Datum, place: Place) {
  const id = `aws_apigatewayv2_integration.this["${key}"]`;
  const named: DatumEntry = { key: 'route_key', keyPlace: place, value: { kind: 'text', text: { value: key, expression: key, places: [place], origin: 'configured' }, refers: [] } };
  return [
    made(call, id, handed(integration, names, place, [reference('api_id', call, api)]), place),
    made(call, `aws_apigatewayv2_route.this["${key}"]`, { kind: 'map', entries: [named, reference('api_id', call, api), reference('target', call, id)], place }, place),
  ];
}
