import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Loaded } from '../../app/loaded.tsx';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { eventIdIn } from './event-id-in.ts';
import { Fate } from './fate.tsx';
import { useProjectPage } from './use-project-page.ts';

/** Where did my event go? */
export function LedgerPage() {
  const { project, params } = useProjectPage();
  const { event = '' } = useSearch({ strict: false }) as { event?: string };
  const navigate = useNavigate();
  const id = eventIdIn(event);
  const entry = useQuery({
    queryKey: ['ledger', project.id, id],
    queryFn: () => client.call('getLedgerEntry', { params: { ...params, event_id: id! } }),
    enabled: id !== undefined,
    // It is on its way: where it is changes by itself.
    refetchInterval: ({ state }) => (state.data?.state === 'queued' || state.data?.state === 'unknown' ? 2_000 : false),
  });
  return (
    <Page title={t('project.ledger')} lead={t('ledger.text')}>
      <Panel title={t('ledger.which')}>
        <Form
          submit={t('ledger.find')}
          error={null}
          busy={entry.isFetching}
          onSubmit={(form) =>
            void navigate({
              to: '/projects/$slug/ledger',
              params: { slug: project.slug },
              search: { event: String(form.get('event')).trim() },
            })
          }
        >
          <Field
            label={t('ledger.id')}
            hint={t('ledger.id_hint')}
            name="event"
            defaultValue={event}
            required
            spellCheck={false}
            autoComplete="off"
            mistake={event !== '' && id === undefined ? t('ledger.no_id') : undefined}
          />
        </Form>
      </Panel>
      {id !== undefined && <Loaded query={entry}>{(found) => <Fate entry={found} />}</Loaded>}
    </Page>
  );
}
