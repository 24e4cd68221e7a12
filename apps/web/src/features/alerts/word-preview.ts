import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { fullCount } from '../../format/count.ts';
import { DAY_MS } from '../../format/duration.ts';
import { t } from '../../text/whole.ts';

export type PreviewAnswer = AnswerOf<RouteOf<'previewAlertRule'>>;

/** How much a rule would have sent, in a sentence. */
export function wordPreview({ from, to, mails, people, occasions }: Omit<PreviewAnswer, 'data'>): string {
  const length = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS));
  const days = t('preview.days', { count: length });
  if (occasions === 0) return `${t('preview.nothing', { days })} ${t('preview.nothing_text')}`;
  if (mails === 0) return t('preview.nobody', { days });
  return t('preview.said', { mails: counted('mails', mails), people: counted('people', people), days });
}

function counted(what: 'mails' | 'people', count: number): string {
  return count === 1 ? t(`preview.${what}`, { count }) : t(`preview.${what}`, { count: fullCount(count) });
}
