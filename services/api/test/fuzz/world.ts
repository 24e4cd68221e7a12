import { OWNER, startApiWithOwner } from '../api.ts';
import { seedClient, seedEvents } from '../seed.ts';
import type { Actor } from './attack.ts';
import type { Known, Place } from './from-schema.ts';

/** An installation with something in it, and people who try their ways with it. */
export interface World {
  url: string;
  tokens: Record<Actor, string | undefined>;
  /** What leads to the organisation under attack. */
  ground: Place;
  known: Known;
  /** Learns what an answer names. */
  learn(path: string, params: Place, answer: unknown): void;
  /** Takes back what the owner may have let the viewer do. */
  demoteViewer(): Promise<void>;
  /** Whether there is still something to attack, and somebody to do it. */
  isWhole(): Promise<boolean>;
  stop(): Promise<void>;
}

const MOST_PLACES = 500;
const MOST_VALUES = 30;
const MOST_ENTRIES = 3;

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
  const places: Place[] = [];
  const values = new Map<string, string[]>([
    ['email', [OWNER.email]],
    ['password', [OWNER.password]],
    ['current_password', [OWNER.password]],
    ['assignee_id', [user.id]],
    ['role', ['viewer', 'member']],
  ]);
  const root = { organization_id: project.organization_id, project_id: project.id, user_id: user.id };
  for (const { id } of data) remember({ ...root, key_id: key.id, event_id: event_id!, issue_id: id });

  function remember(place: Place): void {
    if (places.length < MOST_PLACES) places.push(place);
  }

  /** What an answer, or an entry of a page, is called in addresses: of `/teams`, its `id` is a `team_id`. */
  function learn(path: string, params: Place, answer: unknown): void {
    const fixed = path.split('/').filter((part) => !part.startsWith(':'));
    const noun = fixed.at(-1)!.replace(/ies$/, 'y').replace(/s$/, '');
    const { data, next_cursor } = answer as { data?: unknown; next_cursor?: unknown };
    if (typeof next_cursor === 'string')
      values.set('cursor', [...(values.get('cursor') ?? []), next_cursor].slice(-MOST_VALUES));
    for (const entry of (Array.isArray(data) ? data : [answer]).slice(0, MOST_ENTRIES)) {
      const named = Object.entries(entry ?? {}).flatMap(([name, value]): [string, string][] => {
        const id = typeof value === 'object' ? (value as { id?: unknown } | null)?.id : value;
        if (typeof id !== 'string') return [];
        if (name === 'id') return [[`${noun}_id`, id]];
        if (typeof value === 'object') return [[`${name}_id`, id]];
        return name.endsWith('_id') ? [[name, id]] : [];
      });
      if (named.length > 0) remember({ ...params, ...Object.fromEntries(named) });
    }
  }

  return {
    url: api.url,
    tokens: { owner, viewer, nobody: undefined },
    ground: { organization_id: project.organization_id, project_id: project.id, issue_id: data[0]!.id },
    known: {
      values: (name) => values.get(name) ?? places.flatMap((place) => place[name] ?? []).slice(0, MOST_VALUES),
      places: (names) =>
        places.filter((place) => names.every((name) => place[name] !== undefined)).slice(0, MOST_VALUES),
    },
    learn,
    async demoteViewer() {
      await api.database.pool.query(
        `update membership set role = 'viewer' where organization_id = $1 and user_id = $2`,
        [project.organization_id, user.id],
      );
    },
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
