import { afterAll, beforeAll } from 'vitest';
import { type RabbitNode, type RabbitNodeOptions, rabbitmqScripts, startRabbitNode } from './rabbitmq-node.ts';

/** For `describe.skipIf`: where RabbitMQ is not installed, its suites are skipped by name. */
export const withoutRabbitmq = rabbitmqScripts() === undefined;

/** One broker for the tests of a file or a `describe`, started before the first and gone after the last. */
export function useRabbitmq(options?: RabbitNodeOptions): () => RabbitNode {
  let node: RabbitNode | undefined;
  beforeAll(async () => {
    node = await startRabbitNode(options);
  }, 150_000);
  afterAll(() => node?.destroy());
  return () => node!;
}
