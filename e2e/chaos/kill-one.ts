import type { ServiceName, ServiceProcess } from '@railguard/testing/service-process';
import type { Random } from './random.ts';
import type { System } from './system.ts';

/** SIGKILL to one running process of a service; does nothing where none runs. */
export async function killOne(system: System, service: ServiceName, random: Random): Promise<void> {
  const victim = pickRunning(system, service, random);
  if (!victim) return;
  await system.supervisor.kill(victim);
  if (service === 'ingestor') system.ledger.tallyLost(victim.url, system.outage.tallyWrittenUntil());
}

export function pickRunning({ set }: System, service: ServiceName, random: Random): ServiceProcess | undefined {
  return random.pick(set.all().filter((process) => process.service === service && process.isRunning()));
}
