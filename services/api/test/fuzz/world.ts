import { OWNER, startApiWithOwner } from '../api.ts';
import { seedClient, seedEvents } from '../seed.ts';
import type { Actor } from './attack.ts';
import type { Known } from './from-schema.ts';

/** An installation with something in it, and people who try their ways with it. */
export interface World {
  url: string;
  tokens: Record<Actor, string | undefined>;
  /** Ids that lead to the organisation under attack. */
  ground: Set<string>;
  /** Ids that were seen under the name of a parameter. */
  known: Known;
  /** Learns the ids of an answer. */
  learn(path: string, answer: unknown): void;
  /** Whether there is still something to attack, and somebody to do it. */
  isWhole(): Promise<boolean>;
  stop(): Promise<void>;
}

const MOST_KNOWN = 30;

export async function createWorld(): Promise<World> {
  const api = await startApiWithOwner();
  const { project, key } = api.owner;
  const owner = (await api.client.signIn(OWNER)).access_token;
  const person = { email: 'viewer@example.com', role: 'viewer', organizationId: project.organization_id } as const;
  const { client, user } = await seedClient(api.url, api.database, person);
  const viewer = (await client.signIn(user)).access_token;
  const [event_id] = await seedEvents(api.database, project.id, [
    { title: 'Private', user: '7', environment: 'production', release: 'shop@1.4.2' },
    { title: 'Other' },
  ]);
  const { data } = await api.client.call('listIssues', { params: { project_id: project.id } });
  const ids = new Map<string, Set<string>>();
  const remember = (name: string, id: string) => {
    const same = ids.get(name) ?? new Set();
    ids.set(name, same);
    if (same.size < MOST_KNOWN) same.add(id);
  };
  remember('organization_id', project.organization_id);
  remember('project_id', project.id);
  remember('key_id', key.id);
  remember('event_id', event_id!);
  for (const { id } of data) remember('issue_id', id);
  remember('user_id', user.id);
  remember('assignee_id', user.id);
  remember('email', OWNER.email);
  remember('password', OWNER.password);

  /** The `id` of an answer, or of an entry in its page, is of what its address ends with: of `/teams`, a `team_id`. */
  function learn(path: string, answer: unknown): void {
    const fixed = path.split('/').filter((part) => !part.startsWith(':'));
    const noun = fixed.at(-1)!.replace(/s$/, '');
    const { id, data, next_cursor } = answer as { id?: unknown; data?: unknown; next_cursor?: unknown };
    for (const own of [id, ...(Array.isArray(data) ? data.map((entry) => entry?.id) : [])]) {
      if (typeof own === 'string') remember(`${noun}_id`, own);
    }
    if (typeof next_cursor === 'string') remember('cursor', next_cursor);
  }

  return {
    url: api.url,
    tokens: { owner, viewer, nobody: undefined },
    ground: new Set([project.organization_id, project.id, ...data.map(({ id }) => id)]),
    known: (name) => [...(ids.get(name) ?? [])],
    learn,
    async isWhole() {
      const response = await fetch(`${api.url}/api/v1/projects/${project.id}/issues`, {
        headers: { authorization: `Bearer ${owner}` },
      });
      const page = (await response.json()) as { data?: unknown[] };
      return response.status === 200 && (page.data?.length ?? 0) > 0;
    },
    stop: api.stop,
  };
}
