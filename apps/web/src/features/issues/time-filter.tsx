import { ChevronDown } from 'lucide-react';
import { t } from '../../text/text.ts';
import { Menu, MenuCheck } from '../../ui/menu.tsx';
import { FilterButton } from './filter-button.tsx';
import { valuesOf, withValues } from './query-terms.ts';

const RANGES = ['-1h', '-24h', '-7d', '-30d'] as const;

/** Since when issues must have been seen. */
export function TimeFilter({ query, onChange }: { query: string; onChange: (query: string) => void }) {
  const chosen = valuesOf(query, 'lastSeen');
  const isKnown = (value: string): value is (typeof RANGES)[number] => RANGES.some((range) => range === value);
  const words = chosen.map((value) => (isKnown(value) ? t(`issues.range.${value}`) : value));
  return (
    <Menu
      trigger={
        <FilterButton name={t('issues.filter.last_seen')} values={words}>
          <ChevronDown size={14} aria-hidden="true" />
        </FilterButton>
      }
    >
      <MenuCheck isRadio isChecked={chosen.length === 0} onToggle={() => onChange(withValues(query, 'lastSeen', []))}>
        {t('issues.range.any')}
      </MenuCheck>
      {RANGES.map((range) => (
        <MenuCheck
          key={range}
          isRadio
          isChecked={chosen.includes(range)}
          onToggle={() => onChange(withValues(query, 'lastSeen', [range]))}
        >
          {t(`issues.range.${range}`)}
        </MenuCheck>
      ))}
    </Menu>
  );
}
