import { useSuspenseQuery } from '@tanstack/react-query';
import { meQuery } from './me.ts';

/** The organisation that pages are about: the first by name; undefined for somebody who is in none. */
export function useOrganization() {
  const { data: me } = useSuspenseQuery(meQuery);
  return me.organizations[0];
}
