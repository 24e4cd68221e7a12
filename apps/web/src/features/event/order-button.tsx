import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import type { KeptChoice } from '../../ui/kept-choice.ts';

/** Says which end comes first, and turns it round. */
export function OrderButton({ order }: { order: KeptChoice<'newest_first' | 'oldest_first'> }) {
  const chosen = order.useChosen();
  return (
    <Button onClick={() => order.choose(chosen === 'newest_first' ? 'oldest_first' : 'newest_first')}>
      {t(`event.${chosen}`)}
    </Button>
  );
}
