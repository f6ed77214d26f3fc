import { second } from '../../model/duration.ts';
import type { Default } from '../facts.ts';

/** Where an embedded server listens. */
export const defaultPort = 8080;

/** How long a phase of a graceful shutdown may take. */
export const shutdownPhase = {
  timer: 'stop.graceful', name: 'spring.lifecycle.timeout-per-shutdown-phase', value: 30 * second,
  link: 'https://github.com/spring-projects/spring-boot/blob/v3.5.16/spring-boot-project/spring-boot-autoconfigure/src/main/java/org/springframework/boot/autoconfigure/context/LifecycleProperties.java',
} as const satisfies Default;

/** A bare number below this is more likely meant as seconds. */
export const suspiciousBelow = 100;
