import { useSyncExternalStore } from 'react';

/** One of a few ways to look at things, kept in this browser, and the same wherever it is shown. */
export interface KeptChoice<Value extends string> {
  values: readonly Value[];
  useChosen: () => Value;
  choose: (value: Value) => void;
}

/** @param values the first is chosen where nobody has chosen yet */
export function keptChoice<Value extends string>(key: string, values: readonly [Value, ...Value[]]): KeptChoice<Value> {
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const chosen = () => {
    const kept = localStorage.getItem(key);
    return values.find((value) => value === kept) ?? values[0];
  };
  return {
    values,
    useChosen: () => useSyncExternalStore(subscribe, chosen),
    choose(value) {
      localStorage.setItem(key, value);
      for (const listener of listeners) listener();
    },
  };
}
