import { useRef, useState } from 'react';

/**
 * What was asked for until it is kept, or could not be; then what is. In the same moment: a switch that waited for the
 * answer, or only for the request to begin, would jump back first.
 *
 * One request after the other, and of what is asked for meanwhile only the last: of two at once the server may meet the
 * later one first, and keep the other.
 */
export function useAsked<Value>(
  kept: Value,
  keep: (value: Value) => Promise<unknown>,
): [shown: Value, ask: (value: Value) => void] {
  const [asked, setAsked] = useState<{ value: Value }>();
  const unsent = useRef<{ value: Value }>(undefined);
  const isSending = useRef(false);

  async function send(): Promise<void> {
    isSending.current = true;
    for (let mine = unsent.current; mine; mine = unsent.current) {
      unsent.current = undefined;
      await keep(mine.value).catch(() => {});
      // Queries tell what they read with the next timer, and what is kept must be there before what was asked is forgotten.
      setTimeout(setAsked, 0, (latest: typeof asked) => (latest === mine ? undefined : latest));
    }
    isSending.current = false;
  }

  const ask = (value: Value) => {
    const mine = { value };
    setAsked(mine);
    unsent.current = mine;
    if (!isSending.current) void send();
  };
  return [asked ? asked.value : kept, ask];
}
