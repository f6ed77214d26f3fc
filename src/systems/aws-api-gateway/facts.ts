import type { SystemFacts } from '../facts.ts';

const restQuotas = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html';
const httpQuotas = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html';
const socketQuotas = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html';
const raised = 'https://aws.amazon.com/about-aws/whats-new/2024/06/amazon-api-gateway-integration-timeout-limit-29-seconds/';

const answer = { sees: 'a 504', answers: 504 } as const;
const httpAnswer = { sees: 'a 503', answers: 503 } as const;

/** The profile is the kind of API. Regional and private REST APIs can be given a higher quota, others cannot. */
export const facts: SystemFacts = {
  system: 'aws-api-gateway',
  title: 'Amazon API Gateway',
  kind: 'load-balancer',
  defaults: [
    { timer: 'upstream.deadline', name: 'integration timeout', value: 29_000, fixed: true, profiles: ['rest-edge'], effect: answer, link: restQuotas },
    { timer: 'upstream.deadline', name: 'timeoutInMillis', value: 29_000, profiles: ['rest'], effect: answer, link: raised },
    {
      timer: 'upstream.deadline', name: 'integration timeout', value: 30_000, fixed: true, profiles: ['http'], effect: httpAnswer, link: httpQuotas,
      uncertain: 'the status is the one that https://www.serverless.com/framework/docs/providers/aws/events/http-api names',
    },
    { timer: 'exchange.idle', name: 'Idle Connection Timeout', value: 600_000, fixed: true, profiles: ['websocket'], effect: { sees: 'a closed connection', answers: 'close' }, link: socketQuotas },
    { timer: 'downstream.lifetime', name: 'Connection duration', value: 7_200_000, fixed: true, profiles: ['websocket'], link: socketQuotas },
  ],
};

/** Milliseconds that an integration timeout may have. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly link: string;
}

export const bounds: Readonly<Record<'rest-edge' | 'rest' | 'http' | 'websocket', Bounds>> = {
  'rest-edge': { least: 50, most: 29_000, link: restQuotas },
  rest: { least: 50, most: 300_000, link: raised },
  http: { least: 50, most: 30_000, link: httpQuotas },
  websocket: { least: 50, most: 29_000, link: socketQuotas },
};
