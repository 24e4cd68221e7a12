import { useSuspenseQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { meQuery } from './me.ts';

const KEY = 'railguard.organization';
const listeners = new Set<() => void>();

/** The organisation that pages are about: the one chosen in this browser, else the first; undefined for nobody's. */
export function useOrganization() {
  const { data: me } = useSuspenseQuery(meQuery);
  const chosen = useSyncExternalStore(subscribe, () => localStorage.getItem(KEY));
  return me.organizations.find(({ id }) => id === chosen) ?? me.organizations[0];
}

export function chooseOrganization(id: string): void {
  localStorage.setItem(KEY, id);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
