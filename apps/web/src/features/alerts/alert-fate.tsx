import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Alert } from './alert-rule.ts';
import { wordFate } from './word-fate.ts';

const KINDS = {
  sending: 'accent',
  sent: 'good',
  failed: 'bad',
  kept: 'warning',
  held: 'warning',
  folded: 'good',
  skipped: undefined,
} as const;

/** What became of an alert, and why. */
export function AlertFate({ alert }: { alert: Pick<Alert, 'state' | 'reason' | 'release_at' | 'mail'> }) {
  return (
    <>
      <Badge kind={KINDS[alert.state]}>{t(`alert.state.${alert.state}`)}</Badge>{' '}
      <bdi>{showUnseen(wordFate(alert))}</bdi>
    </>
  );
}
