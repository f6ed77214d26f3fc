import { second } from '../../model/duration.ts';
import type { Default } from '../facts.ts';

const probes = 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes';
const termination = 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination';

/** Of a container in a pod. Those of probes hold for each probe that is written, the name put behind the probe's. */
export const kubernetesDefaults: readonly Default[] = [
  { timer: 'health.period', name: 'periodSeconds', value: 10 * second, link: probes },
  { timer: 'health.timeout', name: 'timeoutSeconds', value: 1 * second, link: probes },
  { timer: 'health.failures', name: 'failureThreshold', value: 3, link: probes },
  { timer: 'health.delay', name: 'initialDelaySeconds', value: 0, link: probes },
  { timer: 'stop.grace', name: 'terminationGracePeriodSeconds', value: 30 * second, link: termination },
  { timer: 'stop.prestop', name: 'lifecycle.preStop', value: 0, link: termination },
];
