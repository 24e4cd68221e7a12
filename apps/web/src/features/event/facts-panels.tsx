import { t } from '../../text/text.ts';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Event } from './event.ts';
import { ModulesPanel } from './modules-panel.tsx';

/** The person it happened to, the contexts, and everything else that was sent along. */
export function FactsPanels({ event }: { event: Event }) {
  const { user, contexts = {}, extra, processing_errors = [] } = event;
  const named = Object.entries(contexts).filter(([, context]) => Object.keys(context).length > 0);
  return (
    <>
      <FactsPanel title={t('user.title')} facts={user} />
      {named.length > 0 && (
        <Panel title={t('contexts.title')}>
          {named.map(([name, context]) => (
            <Facts key={name} title={name} facts={context} />
          ))}
        </Panel>
      )}
      <FactsPanel title={t('extra.title')} facts={extra} />
      <ModulesPanel event={event} />
      {processing_errors.length > 0 && (
        <Panel title={t('notes.title')}>
          {processing_errors.map(({ path, reason, value }) => (
            <Facts key={path + reason} facts={{ [path]: reason, ...(value === undefined ? {} : { '': value }) }} />
          ))}
        </Panel>
      )}
    </>
  );
}

function FactsPanel({ title, facts = {} }: { title: string; facts?: Record<string, unknown> }) {
  if (Object.keys(facts).length === 0) return null;
  return (
    <Panel title={title}>
      <Facts facts={facts} />
    </Panel>
  );
}
