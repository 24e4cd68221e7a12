import { useState } from 'react';
import type { Issue } from './issue.ts';

/** Where somebody was, for when they come back from an issue. */
let leftAt: string | undefined;

/**
 * Where keyboard and pointer are, and what is chosen: by id, so that a list that changes, grows or scrolls keeps both.
 * `isEverything` is the choice of all that match, also those that are not loaded.
 */
export function useCursor(issues: Issue[]) {
  const [cursorId, setCursorId] = useState(leftAt);
  const [wanted, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [moves, setMoves] = useState(0);
  const [isEverything, setEverything] = useState(false);
  // What left the list is not acted on unseen.
  const selected: ReadonlySet<string> = new Set(issues.filter(({ id }) => wanted.has(id)).map(({ id }) => id));
  const place = issues.findIndex(({ id }) => id === cursorId);

  function point(id: string): void {
    leftAt = id;
    setCursorId(id);
  }

  /** Answers where it is then. */
  function move(step: number): number {
    const next = Math.min(Math.max(place + step, 0), issues.length - 1);
    if (issues[next]) point(issues[next].id);
    setMoves(moves + 1);
    return next;
  }

  function choose(ids: Iterable<string>): void {
    setEverything(false);
    setSelected(new Set(ids));
  }

  function select(id: string, isSelected: boolean): void {
    const next = new Set(isEverything ? issues.map((issue) => issue.id) : selected);
    if (isSelected) next.add(id);
    else next.delete(id);
    choose(next);
  }

  const current = issues[place];
  const ids = [...selected];
  return {
    current,
    place,
    /** How often it was moved by keyboard, which the window follows; a list that changes does not move it. */
    moves,
    /** What an action is about: what is chosen, else where the cursor is. */
    subjects: ids.length > 0 ? ids : current ? [current.id] : [],
    selected,
    isEverything,
    isSelected: (id: string) => isEverything || selected.has(id),
    point,
    move,
    select,
    choose,
    chooseEverything(): void {
      choose(issues.map(({ id }) => id));
      setEverything(true);
    },
    /** Chooses what the cursor is on and where it goes. */
    extend(step: number): number {
      const next = issues[place + step];
      choose([...selected, ...(current ? [current.id] : []), ...(next ? [next.id] : [])]);
      return move(step);
    },
    clear: () => choose([]),
  };
}

export type Cursor = ReturnType<typeof useCursor>;
