import { useRef, useState } from 'react';

/**
 * What was asked for until it is kept, or could not be; then what is. In the same moment: a switch that waited for the
 * answer, or only for the request to begin, would jump back first.
 *
 * One request after the other: of two at once the server may meet the later one first, and keep the other.
 */
export function useAsked<Value>(
  kept: Value,
  keep: (value: Value) => Promise<unknown>,
): [shown: Value, ask: (value: Value) => void] {
  const [asked, setAsked] = useState<{ value: Value }>();
  const before = useRef<Promise<unknown>>(Promise.resolve());
  const ask = (value: Value) => {
    const mine = { value };
    setAsked(mine);
    // Queries tell what they read with the next timer, and what is kept must be there before what was asked is forgotten.
    const forget = () => setTimeout(setAsked, 0, (latest: typeof asked) => (latest === mine ? undefined : latest));
    before.current = before.current.then(() => keep(value)).then(forget, forget);
  };
  return [asked ? asked.value : kept, ask];
}
