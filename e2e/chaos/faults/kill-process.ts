import type { ServiceName } from '@railguard/testing/service-process';
import type { Fault } from '../fault.ts';
import { killOne } from '../kill-one.ts';

/** Whatever it had in hand is nobody's for a moment. */
export function killProcess(service: ServiceName): Fault {
  return {
    name: `one ${service} is killed`,
    touches: 'processes',
    strike: (system, random) => killOne(system, service, random),
  };
}
