import { useState } from 'react';
import type { Issue } from './issue.ts';

/** Where keyboard and pointer are, and what is chosen: by id, so that a list that changes keeps both. */
export function useCursor(issues: Issue[]) {
  const [cursorId, setCursorId] = useState<string>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const place = issues.findIndex(({ id }) => id === cursorId);

  function move(step: number): void {
    const next = issues[Math.min(Math.max(place + step, 0), issues.length - 1)];
    if (next) setCursorId(next.id);
  }

  function select(id: string, isSelected: boolean): void {
    const next = new Set(selected);
    if (isSelected) next.add(id);
    else next.delete(id);
    setSelected(next);
  }

  const current = issues[place];
  const chosen = issues.filter(({ id }) => selected.has(id));
  return {
    current,
    /** What an action is about: what is chosen, else where the cursor is. */
    subjects: chosen.length > 0 ? chosen : current ? [current] : [],
    selected,
    point: setCursorId,
    move,
    select,
    extend(step: number): void {
      if (current) select(current.id, true);
      move(step);
    },
    clear: () => setSelected(new Set()),
  };
}
