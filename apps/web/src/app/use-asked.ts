import { useState } from 'react';

/**
 * What was asked for until it is kept, or could not be; then what is. In the same moment: a switch that waited for the
 * answer, or only for the request to begin, would jump back first.
 */
export function useAsked<Value>(
  kept: Value,
  keep: (value: Value) => Promise<unknown>,
): [shown: Value, ask: (value: Value) => void] {
  const [asked, setAsked] = useState<{ value: Value }>();
  const ask = (value: Value) => {
    const mine = { value };
    setAsked(mine);
    // Queries tell what they read with the next timer, and what is kept must be there before what was asked is forgotten.
    const forget = () => setTimeout(setAsked, 0, (latest: typeof asked) => (latest === mine ? undefined : latest));
    void keep(value).then(forget, forget);
  };
  return [asked ? asked.value : kept, ask];
}
