import { useSuspenseQuery } from '@tanstack/react-query';
import { meQuery } from './me.ts';

const KEY = 'railguard.organization';

/** The organisation that pages are about: the one chosen last in this browser, else the first; undefined for nobody's. */
export function useOrganization() {
  const { data: me } = useSuspenseQuery(meQuery);
  const chosen = localStorage.getItem(KEY);
  return me.organizations.find(({ id }) => id === chosen) ?? me.organizations[0];
}

export function chooseOrganization(id: string): void {
  localStorage.setItem(KEY, id);
  location.assign('/issues');
}
