import { type LiveMessage, openStream, type StreamOptions } from '@railguard/client/stream';
import { inTurn } from './in-turn.ts';
import { client } from './session.ts';

/** What the tab that hears the server tells the others. */
type Told = { kind: 'message'; message: LiveMessage } | { kind: 'reset' } | { kind: 'connected'; isConnected: boolean };
/** What a tab asks that has just opened. */
type Asked = { kind: 'is it connected?' };

/**
 * The live stream, one connection for all tabs that want the same: a browser keeps six to a server, and each tab that
 * held one would leave fewer for everything else.
 *
 *     waiting ─ the lock is free ─► hears the server and tells the others ─ closed ─► the next one in line
 *        └─ hears what it tells
 */
export async function openSharedStream(options: Omit<StreamOptions, 'client'>): Promise<void> {
  const { query = {}, signal, onMessage, onReset, onConnected } = options;
  const name = `railguard.stream ${JSON.stringify(query)}`;
  const channel = new BroadcastChannel(name);
  let isLeading = false;
  let hasHeard = false;
  let wasConnected = false;

  const hear = (told: Told) => {
    hasHeard = true;
    if (told.kind === 'message') return onMessage(told.message);
    if (told.kind === 'reset') return onReset?.();
    wasConnected = told.isConnected;
    onConnected?.(told.isConnected);
  };
  const tell = (told: Told) => {
    hear(told);
    channel.postMessage(told);
  };
  channel.onmessage = ({ data }: MessageEvent<Told | Asked>) => {
    if (data.kind !== 'is it connected?') hear(data);
    else if (isLeading) channel.postMessage({ kind: 'connected', isConnected: wasConnected } satisfies Told);
  };
  const lead = () => {
    isLeading = true;
    // Between the tab that was closed and this one something may have happened.
    if (hasHeard) tell({ kind: 'reset' });
    return openStream({
      client,
      query,
      signal,
      onMessage: (message) => tell({ kind: 'message', message }),
      onReset: () => tell({ kind: 'reset' }),
      onConnected: (isConnected) => tell({ kind: 'connected', isConnected }),
    });
  };

  channel.postMessage({ kind: 'is it connected?' } satisfies Asked);
  try {
    await inTurn(name, lead, signal);
  } finally {
    channel.close();
  }
}
