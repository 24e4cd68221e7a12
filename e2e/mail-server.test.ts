import { eventually } from '@railguard/testing/eventually';
import { sendNative } from '@railguard/testing/ingest';
import { type Postfix, startPostfix, withoutPostfix } from '@railguard/testing/postfix';
import { type Product, startProduct } from '@railguard/testing/product';
import { createProject, type Project } from '@railguard/testing/product-reading';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorEvent } from './error-event.ts';

/** The mail server that most installations have, with TLS, a queue and mailboxes: what our own sink is too kind to refuse. */
describe.skipIf(withoutPostfix)('through Postfix', () => {
  const OWNER = 'owner@example.com';
  let postfix: Postfix;
  let product: Product;
  let project: Project;
  beforeAll(async () => {
    postfix = await startPostfix([OWNER]);
    product = await startProduct({
      env: {
        SMTP_URL: postfix.url,
        MAIL_FROM: 'Railguard <alerts@example.com>',
        NODE_EXTRA_CA_CERTS: postfix.certificate,
      },
    });
    project = await createProject(product, 'Shop');
  });
  afterAll(async () => {
    await product?.destroy();
    await postfix?.destroy();
  });

  const alerts = async () =>
    (await product.client.call('listAlerts', { params: { project_id: project.id }, query: { limit: 10 } })).data;

  test('a new issue lies in the mailbox, over TLS, as it was written', async () => {
    expect(await sendNative(product, project, errorEvent('für Größe <b>'))).toMatchObject({ status: 202 });
    const [mail] = await eventually(
      'the mail is delivered',
      async () => postfix.delivered(OWNER),
      ({ length }) => length > 0,
    );
    const [alert] = await eventually('it is known to be sent', alerts, ([first]) => first?.state === 'sent');
    expect(alert).toMatchObject({ occasion: 'first_event', to: OWNER });

    const [head, body] = splitAtBlankLine(mail!);
    expect(head).toMatch(/^Delivered-To: owner@example\.com$/m);
    expect(head).toMatch(/^\tby mail\.example\.org \(Postfix\) with ESMTPS/m);
    expect(head).toMatch(/using TLSv1\.[23]/);
    expect(head).toMatch(/^From: Railguard <alerts@example\.com>$/m);
    expect(head).toMatch(/^Subject: .*OrderError/m);
    expect(head).toMatch(/^Message-ID: <[0-9a-f-]{36}@example\.com>$/im);
    expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
    expect(body).toContain('OrderError');
    expect(Math.max(...mail!.split('\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(998);
  });

  test('whoever has no mailbox there is refused once, in its words', async () => {
    const { id } = await product.client.call('sendTestMail', { body: { to: 'nobody@example.com' } });
    const mail = await eventually(
      'it is given up',
      () => product.client.call('getMail', { params: { mail_id: id } }),
      ({ state }) => state === 'failed',
    );
    expect(mail.attempts).toBe(1);
    expect(mail.last_error).toMatch(/550 5\.1\.1 .*User unknown/);
  });

  test('a server whose certificate nobody vouches for gets no mail', async () => {
    const other = await startProduct({ env: { SMTP_URL: postfix.url, MAIL_FROM: 'alerts@example.com' } });
    try {
      const before = postfix.delivered(OWNER).length;
      const { id } = await other.client.call('sendTestMail', { body: { to: OWNER } });
      const mail = await eventually(
        'it was tried',
        () => other.client.call('getMail', { params: { mail_id: id } }),
        ({ last_error }) => last_error !== null,
      );
      expect(mail).toMatchObject({ state: 'pending', last_error: expect.stringMatching(/self-signed certificate/) });
      expect(postfix.delivered(OWNER)).toHaveLength(before);
    } finally {
      await other.destroy();
    }
  });
});

function splitAtBlankLine(mail: string): [string, string] {
  const at = mail.indexOf('\n\n');
  return [mail.slice(0, at), mail.slice(at + 2)];
}
