import { QueueRefusedError, QueueUnavailableError } from '../queue.ts';

/** How amqplib tells that the broker closed a connection where it should open a virtual host; it leaves the code out. */
const NO_VIRTUAL_HOST = 'Expected ConnectionOpenOk; got <ConnectionClose';

/** The virtual host is refused, or the broker is shutting down at this very moment. */
export function isVirtualHostRefusal(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith(NO_VIRTUAL_HOST);
}

/**
 * What an error of the broker means for people: refused where waiting cannot help, unavailable otherwise.
 * Codes: AMQP 0-9-1 section 1.8.2.4. A wrong password ends the handshake, whose errors carry their code in text alone.
 */
export function meaningOf(error: unknown): QueueUnavailableError {
  if (error instanceof QueueUnavailableError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const code = (error as { code?: unknown }).code ?? Number(/server: (\d{3}) /.exec(text)?.[1]);
  if (code === 403) {
    return refused(`RabbitMQ refuses the user or password of AMQP_URL, or their permissions: ${text}`, error);
  }
  if (code === 530 || isVirtualHostRefusal(error)) {
    return refused(
      'RabbitMQ does not let this user into the virtual host that AMQP_URL names after its port: there is none of that ' +
        'name, the user has no permissions in it, or a limit of connections is reached.',
      error,
    );
  }
  const queue = /inequivalent arg '[^']*' for queue '([^']*)'/.exec(text)?.[1];
  if (code === 406 && queue) {
    return refused(
      `RabbitMQ has a queue "${queue}" that was made otherwise than this release makes it: ${text}. ` +
        'Let its messages be processed by what made it, then delete it, or give AMQP_URL a virtual host of its own.',
      error,
    );
  }
  return new QueueUnavailableError(`RabbitMQ cannot be used: ${text}`, { cause: error });
}

function refused(message: string, cause: unknown): QueueRefusedError {
  return new QueueRefusedError(message, { cause });
}
