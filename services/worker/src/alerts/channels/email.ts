import { alertMail } from '@railguard/notify/email/alert-mail';
import { digestMail } from '@railguard/notify/email/digest-mail';
import { type LinkOptions, linksFor } from '@railguard/notify/email/links';
import { summaryMail } from '@railguard/notify/email/summary-mail';
import { NOTIFICATIONS_EMAIL } from '@railguard/protocol/topics';
import { queueAlertMail } from '@railguard/store/alerts/queue-alert-mail';
import type { AlertChannel } from './channel.ts';

/** Mails, by way of the outbox that every mail leaves by. */
export function emailChannel(links: LinkOptions, wake: () => void): AlertChannel {
  return {
    name: 'email',
    topic: NOTIFICATIONS_EMAIL,
    async write(client, { kind, content }, { reader, projectId }) {
      const addresses = linksFor(reader, links);
      const mail =
        kind === 'alert'
          ? alertMail(content, reader, addresses)
          : kind === 'summary'
            ? summaryMail(content, reader, addresses)
            : digestMail(content, reader, addresses);
      return queueAlertMail(client, { projectId, to: reader.address, ...mail });
    },
    wake,
  };
}
