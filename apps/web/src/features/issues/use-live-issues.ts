import { useState } from 'react';
import { useLiveStream } from '../../app/use-live-stream.ts';
import { isOwnChange } from './bulk-requests.ts';

interface Heard {
  fresh: ReadonlySet<string>;
  changed: ReadonlySet<string>;
}

const NOTHING: Heard = { fresh: new Set(), changed: new Set() };

/** What appeared or changed since the list was read: it is said, and never reordered under anybody's hands. */
export function useLiveIssues(organizationId: string) {
  const [heard, setHeard] = useState(NOTHING);
  const isConnected = useLiveStream({
    organizationId,
    topics: 'issue',
    onMessage: ({ type, issue_ids }) => {
      const news = issue_ids.filter((id) => !isOwnChange(id));
      if (news.length > 0) setHeard((before) => withNews(before, type === 'issue.new' ? 'fresh' : 'changed', news));
    },
    onReset: () => setHeard((before) => withNews(before, 'changed', ['something'])),
  });
  const changed = [...heard.changed].filter((id) => !heard.fresh.has(id));
  return {
    fresh: heard.fresh.size,
    changed: changed.length,
    isConnected,
    forget: () => setHeard(NOTHING),
  };
}

function withNews(heard: Heard, kind: keyof Heard, ids: string[]): Heard {
  return { ...heard, [kind]: new Set([...heard[kind], ...ids]) };
}
