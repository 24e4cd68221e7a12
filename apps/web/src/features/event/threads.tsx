import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import type { Event, Thread } from './event.ts';
import { StackTrace } from './stack-trace.tsx';
import { stackView } from './stack-view.ts';
import styles from './threads.module.css';

/** The threads that came with a stack of their own; the one that crashed is shown first. */
export function Threads({ event }: { event: Event }) {
  const view = stackView.useChosen();
  const threads = (event.threads ?? []).filter((thread) => thread.frames?.length);
  const crashed = threads.findIndex((thread) => thread.crashed);
  const [chosen, choose] = useState(Math.max(crashed, 0));
  // The next event may have fewer of them.
  const place = threads[chosen] ? chosen : 0;
  const thread = threads[place];
  if (!thread) return null;
  const step = (to: number, words: 'threads.previous' | 'threads.next', Icon: typeof ChevronLeft) => {
    const neighbour = threads[to];
    const label = t(words, { name: neighbour ? nameOf(neighbour) : '' }).trim();
    return (
      <Button disabled={!neighbour} aria-label={label} title={label} onClick={() => choose(to)}>
        <Icon size={16} aria-hidden="true" />
      </Button>
    );
  };
  const tools = (
    <div className={styles.tools}>
      {step(place - 1, 'threads.previous', ChevronLeft)}
      <Select
        label={t('threads.title')}
        hideLabel
        value={String(place)}
        options={threads.map((each, index) => ({ value: String(index), label: nameOf(each) }))}
        onChange={(index) => choose(Number(index))}
      />
      {step(place + 1, 'threads.next', ChevronRight)}
    </div>
  );
  return (
    <Panel title={t('threads.title')} actions={tools}>
      <StackTrace key={place} frames={thread.frames ?? []} view={view} />
    </Panel>
  );
}

function nameOf({ id, name, crashed }: Thread): string {
  const called = showUnseen(name ?? '') || t('threads.unnamed', { id: id ?? '?' });
  return crashed ? t('threads.crashed', { name: called }) : called;
}
