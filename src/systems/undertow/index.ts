import type { System } from '../system.ts';
import { springApplication } from '../spring/application.ts';
import { commonKeys, springFaults } from '../spring/faults.ts';
import { fromProperty, springLayer } from '../spring/layer.ts';
import { facts } from './facts.ts';

/** Undertow as Spring Boot's embedded server. */
export const undertow: System = {
  id: 'undertow',
  facts,
  async fromProcess(process, reader) {
    const application = springApplication(process, reader);
    if (application?.server !== 'undertow') return undefined;
    const settings = fromProperty(application.lookup, 'server.undertow.no-request-timeout', ['downstream.idle']);
    return { layers: [springLayer('undertow', 'Undertow', application, process, settings, new Map([['downstream.idle', 'server.undertow.no-request-timeout']]))], written: springFaults('undertow', application.lookup, [...commonKeys, 'server.undertow.no-request-timeout']) };
  },
};
