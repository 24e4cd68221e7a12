import { useQuery } from '@tanstack/react-query';
import { everyMemberQuery, everyTeamQuery } from './alert-queries.ts';
import type { Names } from './word-rule.ts';

/** Whom a rule can name. */
export interface People {
  names: Names;
  members: [id: string, name: string][];
  teams: [id: string, name: string][];
}

/** People and teams of an organisation: undefined until they are read, with the error where they cannot be. */
export function usePeople(organizationId: string) {
  const members = useQuery(everyMemberQuery(organizationId));
  const teams = useQuery(everyTeamQuery(organizationId));
  const people = members.data && teams.data && peopleOf(members.data, teams.data);
  const retry = () => void Promise.all([members.refetch(), teams.refetch()]);
  return { people, error: people ? null : (members.error ?? teams.error), retry };
}

interface Member {
  id: string;
  name: string;
  email: string;
}

/** Two of one name are told apart by their addresses: a mail must not go to the wrong one. */
function peopleOf(members: Member[], teams: { id: string; name: string }[]): People {
  const bearers = Map.groupBy(members, ({ name }) => name);
  const nameOf = ({ name, email }: Member) => {
    if (!name) return email;
    return bearers.get(name)!.length > 1 ? `${name} (${email})` : name;
  };
  const memberNames = new Map(members.map((member) => [member.id, nameOf(member)]));
  const teamNames = new Map(teams.map(({ id, name }) => [id, name]));
  return {
    names: { member: (id) => memberNames.get(id), team: (id) => teamNames.get(id) },
    members: [...memberNames],
    teams: [...teamNames],
  };
}
