import { createEventStreamReader, type StreamEvent } from '@railguard/client/event-stream';
import { eventually } from '@railguard/testing/eventually';

export interface TestStream {
  response: Response;
  /** What has arrived so far. */
  events: StreamEvent[];
  /** As it came, with comments. */
  text(): string;
  /** What is among them; `data` parsed. */
  of(type: string): Record<string, unknown>[];
  /** Waits until so many of a type have arrived, and answers them. */
  heard(type: string, count?: number): Promise<Record<string, unknown>[]>;
  /** The last id it gave. */
  lastId(): string;
  /** Resolves once the server has closed it. */
  ended: Promise<void>;
  close(): void;
}

/** Opens a stream as a program does that knows nothing of our client. Resolves with the headers of the answer. */
export async function readStream(
  url: string,
  token: string,
  query: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<TestStream> {
  const leaving = new AbortController();
  const response = await fetch(`${url}/api/v1/stream?${new URLSearchParams(query)}`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
    signal: leaving.signal,
  });
  const events: StreamEvent[] = [];
  let text = '';

  async function read(): Promise<void> {
    const reader = createEventStreamReader();
    const decoder = new TextDecoder();
    for await (const chunk of response.body!) {
      const piece = decoder.decode(chunk, { stream: true });
      text += piece;
      events.push(...reader.read(piece));
    }
  }

  const of = (type: string) => events.filter((event) => event.type === type).map(({ data }) => JSON.parse(data));
  return {
    response,
    events,
    text: () => text,
    of,
    heard: (type, count = 1) =>
      eventually(
        `${count} of ${type}`,
        async () => of(type),
        (found) => found.length >= count,
        8_000,
      ),
    lastId: () => events.at(-1)?.lastEventId ?? '',
    ended: read().catch(() => {}),
    close: () => leaving.abort(),
  };
}
