import type { Log } from '@railguard/kit/log';
import { type Listener, listen } from './listen.ts';

export type KeyChangeListener = Listener;

export interface KeyChangeOptions {
  url: string;
  log: Log;
  /** Something about this key or its project changed. */
  onChange: (publicKey: string) => void;
  /** Changes may have been missed: forget every key. Called after each reconnect. */
  onReset: () => void;
}

/**
 * Hears from PostgreSQL about every change to a key, on a connection of its own. Resolves once it listens for the first
 * time; where that cannot be, it throws.
 */
export function listenForKeyChanges({ url, log, onChange, onReset }: KeyChangeOptions): Promise<KeyChangeListener> {
  const channels = ['project_key_changed'];
  return listen({ url, log, subject: 'key changes', channels, onNotification: onChange, onReset });
}
