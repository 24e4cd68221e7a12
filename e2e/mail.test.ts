import { eventually } from '@railguard/testing/eventually';
import { signal } from '@railguard/testing/process-tree';
import { type Product, startProduct } from '@railguard/testing/product';
import { queryProduct } from '@railguard/testing/product-database';
import { type SmtpSink, startSmtpSink } from '@railguard/testing/smtp-sink';
import { afterAll, beforeAll, expect, test } from 'vitest';

let sink: SmtpSink;
let product: Product;
beforeAll(async () => {
  sink = await startSmtpSink();
  product = await startProduct({ env: { SMTP_URL: sink.url } });
});
afterAll(async () => {
  await product?.destroy();
  await sink?.stop();
});

const stateOf = async (mail_id: string) => (await product.client.call('getMail', { params: { mail_id } })).state;

test('a product that was told of a mail server sends by it, and says so', async () => {
  expect(await product.client.call('getInstance')).toMatchObject({ mail_configured: true, needs_setup: false });
  const { id } = await product.client.call('sendTestMail', { body: { to: 'ann@example.org' } });
  await eventually(
    'sent',
    () => stateOf(id),
    (state) => state === 'sent',
  );
  expect(sink.received).toHaveLength(1);
  const { to, headers } = sink.received[0]!;
  expect(to).toEqual(['ann@example.org']);
  expect(headers).toMatchObject({ from: 'Railguard <railguard@localhost>', 'message-id': `<${id}@localhost>` });
});

test('a worker killed in the middle of a mail leaves it to the next one, when its lease is over', async () => {
  const letGo = sink.hold();
  const { id } = await product.client.call('sendTestMail', { body: { to: 'bob@example.org' } });
  await eventually(
    'the server has it',
    async () => sink.held(),
    (held) => held === 1,
  );
  const { worker } = product.pids();
  signal(worker!, 'SIGKILL');
  letGo();
  await eventually(
    'another worker',
    async () => product.pids().worker,
    (pid) => pid !== undefined && pid !== worker,
  );
  const toBob = () => sink.received.filter(({ to }) => to[0] === 'bob@example.org');
  const next = await product.client.call('sendTestMail', { body: { to: 'eve@example.org' } });
  await eventually(
    'the next mail',
    () => stateOf(next.id),
    (state) => state === 'sent',
    30_000,
  );
  expect(await stateOf(id)).toBe('pending');
  expect(toBob().length).toBeLessThanOrEqual(1);

  const before = toBob().length;
  await queryProduct(product, 'update mail set next_attempt_at = now() where id = $1', [id]);
  await eventually(
    'sent',
    () => stateOf(id),
    (state) => state === 'sent',
  );
  expect(toBob()).toHaveLength(before + 1);
  expect(new Set(toBob().map(({ headers }) => headers['message-id'])).size).toBe(1);
});
