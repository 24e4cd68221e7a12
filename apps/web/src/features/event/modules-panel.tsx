import { useState } from 'react';
import { t } from '../../text/text.ts';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import type { Event } from './event.ts';

/** The packages that the application runs with, often hundreds. */
export function ModulesPanel({ event: { modules = {} } }: { event: Event }) {
  const [typed, setTyped] = useState('');
  const all = Object.entries(modules);
  if (all.length === 0) return null;
  const words = typed.trim().toLowerCase();
  const found = all.filter(([name, version]) => `${name} ${version}`.toLowerCase().includes(words));
  return (
    <Panel
      title={t('modules.title')}
      actions={<SearchInput label={t('modules.search')} value={typed} onChange={setTyped} />}
    >
      {found.length === 0 ? <p>{t('modules.none')}</p> : <Facts facts={Object.fromEntries(found)} />}
    </Panel>
  );
}
