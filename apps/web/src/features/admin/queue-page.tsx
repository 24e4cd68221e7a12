import { useQuery } from '@tanstack/react-query';
import { PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { Loaded } from '../../app/loaded.tsx';
import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { usePages } from '../../app/use-pages.ts';
import { fullCount } from '../../format/count.ts';
import { t } from '../../text/whole.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Table } from '../../ui/table.tsx';
import { DeadLetters } from './dead-letters.tsx';
import { queueQuery } from './queries.ts';

const EVENTS = 'events.raw';
const CHANGED = [
  ['installation', 'queue'],
  ['installation', 'dead-letters'],
];

/** What waits, and what was given up. */
export function QueuePage() {
  const queue = useQuery(queueQuery);
  const [topic, setTopic] = useState(EVENTS);
  const letters = usePages(['installation', 'dead-letters', topic], (cursor) =>
    client.call('listDeadLetters', { query: { topic, cursor, limit: 50 } }),
  );
  const replay = useAct({
    run: (ids: string[]) => client.call('replayDeadLetters', { body: { topic, ids } }),
    said: ({ count }) => t('queue.replayed', { count }),
    changes: CHANGED,
  });
  const discard = useAct({
    run: (ids: string[]) => client.call('discardDeadLetters', { body: { topic, ids } }),
    said: ({ count }) => t('queue.discarded', { count }),
    changes: CHANGED,
  });
  return (
    <Page title={t('admin.queue')}>
      <Panel title={t('queue.depth')}>
        <Loaded query={queue}>
          {({ topics }) => (
            <Table
              label={t('queue.depth')}
              columns={[t('queue.topic'), t('queue.ready'), t('queue.leased'), t('queue.delayed'), t('queue.dead')]}
            >
              {topics.map((one) => (
                <tr key={one.topic}>
                  <td>{one.topic}</td>
                  <td>{fullCount(one.ready)}</td>
                  <td>{fullCount(one.leased)}</td>
                  <td>{fullCount(one.delayed)}</td>
                  <td>{fullCount(one.dead)}</td>
                </tr>
              ))}
            </Table>
          )}
        </Loaded>
      </Panel>
      <Panel title={t('queue.letters')}>
        {(queue.data?.topics.length ?? 0) > 1 && (
          <Segmented
            label={t('queue.topic')}
            value={topic}
            options={queue.data!.topics.map((one) => ({ value: one.topic as string, label: one.topic }))}
            onChange={setTopic}
          />
        )}
        <Pages
          query={letters}
          empty={<EmptyState icon={PackageCheck} title={t('queue.none')} text={t('queue.none_text')} />}
        >
          {(all) => (
            <DeadLetters
              letters={all}
              busy={replay.isPending || discard.isPending}
              onReplay={replay.mutate}
              onDiscard={discard.mutate}
            />
          )}
        </Pages>
      </Panel>
    </Page>
  );
}
