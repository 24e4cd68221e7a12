import { sendNative } from '@railguard/testing/ingest';
import { type Product, startProduct } from '@railguard/testing/product';
import { createProject, waitForEvent, waitForIssues } from '@railguard/testing/product-reading';
import { useRabbitmq, withoutRabbitmq } from '@railguard/testing/rabbitmq-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorEvent } from './error-event.ts';

describe.skipIf(withoutRabbitmq)('the product in one process tree with a RabbitMQ as its queue', () => {
  const rabbit = useRabbitmq();
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ env: { AMQP_URL: rabbit().url } });
  });
  afterAll(() => product?.destroy());

  test('takes events through it, finds it again after a crash, and stops cleanly', async () => {
    const project = await createProject(product, 'One tree');
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => sendNative(product, project, errorEvent('load'))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    await waitForIssues(product, project.id, (issues) => issues[0]?.event_count === 50);

    await rabbit().kill();
    expect(await sendNative(product, project, errorEvent('gone'))).toMatchObject({ status: 503 });
    await rabbit().start();
    const event = errorEvent('back');
    await expect.poll(async () => (await sendNative(product, project, event)).status, { timeout: 30_000 }).toBe(202);
    await waitForEvent(product, project.id, event.event_id);
    await product.stop();
  });
});
