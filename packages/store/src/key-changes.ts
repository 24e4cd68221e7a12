import type { Log } from '@railguard/kit/log';

export interface KeyChangeListener {
  close(): Promise<void>;
}

export interface KeyChangeOptions {
  url: string;
  log: Log;
  /** Something about this key or its project changed. */
  onChange: (publicKey: string) => void;
  /** Changes may have been missed: forget every key. Called after each reconnect. */
  onReset: () => void;
}

/** Resolves once it listens for the first time. */
export async function listenForKeyChanges(_options: KeyChangeOptions): Promise<KeyChangeListener> {
  throw new Error('not written yet');
}
