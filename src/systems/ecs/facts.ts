import type { Default } from '../facts.ts';

const parameters = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html';

/** What ECS does with a container whose definition does not say so. */
export const ecsDefaults: readonly Default[] = [{ timer: 'stop.grace', name: 'stopTimeout', value: 30_000, link: parameters, uncertain: 'remembered of this page; an agent of EC2 may be told otherwise' }];
