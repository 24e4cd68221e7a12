import { useQuery } from '@tanstack/react-query';
import { everyMemberQuery, everyTeamQuery } from './alert-queries.ts';
import type { Names } from './word-rule.ts';

/** Whom a rule can name. */
export interface People {
  names: Names;
  members: [id: string, name: string][];
  teams: [id: string, name: string][];
}

/** People and teams of an organisation; undefined until they are read. */
export function usePeople(organizationId: string): People | undefined {
  const { data: members } = useQuery(everyMemberQuery(organizationId));
  const { data: teams } = useQuery(everyTeamQuery(organizationId));
  if (!members || !teams) return undefined;
  const memberNames = new Map(members.map(({ id, name, email }) => [id, name || email]));
  const teamNames = new Map(teams.map(({ id, name }) => [id, name]));
  return {
    names: { member: (id) => memberNames.get(id), team: (id) => teamNames.get(id) },
    members: [...memberNames],
    teams: [...teamNames],
  };
}
