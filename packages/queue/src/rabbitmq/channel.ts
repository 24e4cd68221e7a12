import type { Channel } from 'amqplib';

/*
 * amqplib answers what was asked on a channel whose connection is lost, but for two things, whose promises stay open for
 * ever: closing the channel, and a message that was promised (`get`) and whose content had not come. Whoever waits for
 * one of them waits by these functions.
 */

/** Closes a channel; resolves by the broker's answer, because the connection is lost, or at once where it is closing. */
export function closeChannel(channel: Channel): Promise<void> {
  return new Promise((resolve) => {
    channel.once('close', () => resolve());
    // Refused where the channel is closed already.
    channel.close().catch(() => resolve());
  });
}

/** What `asked` comes to, unless the channel closes before. */
export async function unlessClosed<T>(channel: Channel, asked: Promise<T>): Promise<T> {
  const closed = Promise.withResolvers<never>();
  const onClose = () => closed.reject(new Error('the broker closed the channel'));
  channel.once('close', onClose);
  try {
    return await Promise.race([asked, closed.promise]);
  } finally {
    channel.off('close', onClose);
  }
}
