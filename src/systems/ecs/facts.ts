import type { Default } from '../facts.ts';

const definition = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html';

/** What ECS does with a container whose definition does not say so. */
export const ecsDefaults: readonly Default[] = [{ timer: 'stop.grace', name: 'stopTimeout', value: 30_000, link: definition, uncertain: 'the agent of an EC2 instance may be told otherwise' }];
