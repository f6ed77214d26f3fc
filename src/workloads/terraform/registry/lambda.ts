import { valueAt } from '../../../model/resource.ts';
import { handed, made, reference, type RegistryModule } from './made.ts';

export const lambdaModule: RegistryModule = {
  source: /^terraform-aws-modules\/lambda\/aws$/,
  link: 'https://registry.terraform.io/modules/terraform-aws-modules/lambda/aws',
  resources: (call) => {
    const { inputs, place } = call;
    // What runs at the edge has limits of its own.
    if (['create', 'create_function'].some((name) => valueAt(inputs, name) === 'false') || (valueAt(inputs, 'lambda_at_edge') ?? 'false') !== 'false') return [];
    const url = valueAt(inputs, 'create_lambda_function_url') === 'true' ? [made(call, 'aws_lambda_function_url.this', handed(inputs, { invoke_mode: 'invoke_mode' }, place, [reference('function_name', call, 'aws_lambda_function.this')]))] : [];
    return [made(call, 'aws_lambda_function.this', handed(inputs, { timeout: 'timeout', function_name: 'function_name' }, place)), ...url];
  },
  output: (name) => (name.startsWith('lambda_function_url') ? 'aws_lambda_function_url.this' : name.startsWith('lambda_function') ? 'aws_lambda_function.this' : undefined),
};
