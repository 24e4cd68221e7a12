import { useState } from 'react';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import type { Event, Thread } from './event.ts';
import { StackTrace } from './stack-trace.tsx';
import { keptStackView } from './stack-view.ts';

/** The threads that came with a stack of their own; the one that crashed is shown first. */
export function Threads({ event }: { event: Event }) {
  const threads = (event.threads ?? []).filter((thread) => thread.frames?.length);
  const crashed = threads.findIndex((thread) => thread.crashed);
  const [chosen, choose] = useState(String(Math.max(crashed, 0)));
  const thread = threads[Number(chosen)] ?? threads[0];
  if (!thread) return null;
  const options = threads.map((each, index) => ({ value: String(index), label: nameOf(each) }));
  return (
    <Panel
      title={t('threads.title')}
      actions={<Select label={t('threads.title')} hideLabel value={chosen} options={options} onChange={choose} />}
    >
      <StackTrace key={chosen} frames={thread.frames ?? []} view={keptStackView()} />
    </Panel>
  );
}

function nameOf({ id, name, crashed }: Thread): string {
  const called = showUnseen(name ?? '') || t('threads.unnamed', { id: id ?? '?' });
  return crashed ? t('threads.crashed', { name: called }) : called;
}
