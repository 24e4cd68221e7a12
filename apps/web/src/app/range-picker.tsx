import { exactTime } from '../format/relative-time.ts';
import { t } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { RANGES, type RangeSearch } from './range.ts';

/** The stretch of time that a page is about; it stands in the address. */
export function RangePicker({ search, onChange }: { search: RangeSearch; onChange: (search: RangeSearch) => void }) {
  if (search.from && search.to) {
    const words = { from: exactTime(new Date(search.from)), to: exactTime(new Date(search.to)) };
    return <Button onClick={() => onChange({})}>{t('range.clear', words)}</Button>;
  }
  return (
    <Segmented
      label={t('range.label')}
      value={search.range ?? '14d'}
      options={RANGES.map((value) => ({ value, label: t(`range.${value}`) }))}
      onChange={(range) => onChange({ range })}
    />
  );
}
