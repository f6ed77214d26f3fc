import { second } from '../../model/duration.ts';
import { type Resource, textAt } from '../../model/resource.ts';
import type { Scene } from '../../model/scene.ts';
import { no } from '../../model/value.ts';
import { integrationsOf } from '../aws/integrations.ts';
import { functionName, functionsBehind, functionsOf, isForFunctions, urlOf } from '../aws/lambda.ts';
import { managed } from '../documented.ts';
import { configured } from '../setting.ts';
import type { LayerReading, Reading, System, Written } from '../system.ts';
import { facts, timeout } from './facts.ts';

export const awsLambda: System = { id: facts.system, facts, fromScene: async (scene) => readScene(scene) };

/** Functions that somebody waits for: what a queue or a clock feeds is on no chain, and what a WebSocket message starts may answer at any time. */
function readScene(scene: Scene): Reading | undefined {
  const functions = functionsOf(scene);
  if (functions.length === 0) return undefined;
  const called = new Set([
    ...integrationsOf(scene).filter(({ kind }) => kind !== 'websocket').flatMap((integration) => integration.functions),
    ...(scene.resources ?? []).filter(isForFunctions).flatMap((group) => functionsBehind(group, scene)),
    ...functions.filter((one) => urlOf(one, scene) !== undefined),
  ]);
  return { layers: functions.filter((one) => called.has(one)).map((one) => layer(one, scene)), written: functions.flatMap(refused) };
}

function layer(lambda: Resource, scene: Scene): LayerReading {
  const text = textAt(lambda.body, 'timeout');
  const { place } = lambda;
  return {
    system: facts.system,
    kind: 'app-server',
    name: functionName(lambda, scene),
    version: managed,
    profile: lambda.language === 'serverless' || lambda.language === 'chalice' ? lambda.language : 'lambda',
    place,
    ...(lambda.language === 'terraform' ? { defaultNames: new Map([['worker.deadline', 'timeout'] as const]) } : {}),
    settings: text ? [{ ...configured('worker.deadline', nameOf(lambda), text, seconds), most: timeout.most * second }] : [],
    listens: urlOf(lambda, scene) ? [{ kind: 'host', host: '*', place }] : [],
    routes: [],
  };
}

const names: Partial<Record<NonNullable<Resource['language']>, string>> = { cloudformation: timeout.name, chalice: 'lambda_timeout' };

const nameOf = ({ language = 'terraform' }: Resource): string => names[language] ?? 'timeout';

const seconds = (text: string): number | undefined => (/^\d{1,6}$/.test(text) && Number(text) >= timeout.least && Number(text) <= timeout.most ? Number(text) * second : undefined);

function refused(lambda: Resource): readonly Written[] {
  const text = textAt(lambda.body, 'timeout');
  if (text?.value === undefined || seconds(text.value) !== undefined) return [];
  const wanted = `whole seconds from ${timeout.least} to ${timeout.most}`;
  return [{
    fault: 'invalid', system: facts.system, name: nameOf(lambda), text, timer: 'worker.deadline', place: text.places[0], related: [],
    works: no(`${nameOf(lambda)} of a function takes ${wanted}`, ...text.places),
    refused: true, symptom: 'AWS refuses the function and the deployment fails', advice: `write ${wanted}`, link: timeout.link,
  }];
}
