import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { fullCount } from '../../format/count.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuSeparator } from '../../ui/menu.tsx';
import { projectsQuery } from '../projects/projects-query.ts';
import type { FilterKey } from './filter-bar.tsx';
import { FilterButton } from './filter-button.tsx';
import { facetsQuery } from './issues-query.ts';
import { valuesOf, withToggled, withValues } from './query-terms.ts';
import { closedValues } from './suggest.ts';

interface Props {
  organizationId: string;
  filter: FilterKey;
  query: string;
  onChange: (query: string) => void;
}

/** The values of one key with how many issues have them, among those that the rest of the search finds. */
export function FilterMenu({ organizationId, filter, query, onChange }: Props) {
  const [isOpen, setOpen] = useState(false);
  const chosen = valuesOf(query, filter);
  const others = withValues(query, filter, []);
  const { data, isPending } = useQuery({ ...facetsQuery(organizationId, others), enabled: isOpen });
  const facet = data?.facets.find(({ key }) => key === filter);
  const counts = new Map(facet?.values.map(({ value, issue_count }) => [value, issue_count]));
  const { data: projects = [] } = useQuery({ ...projectsQuery(organizationId), enabled: isOpen });
  const values = [...new Set([...counts.keys(), ...chosen, ...possible()])];
  const name = t(`issues.filter.${filter}`);
  return (
    <Menu
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <FilterButton name={name} values={chosen}>
          <ChevronDown size={14} aria-hidden="true" />
        </FilterButton>
      }
    >
      <MenuLabel>
        {data?.is_capped || facet?.is_sampled ? t('issues.facet.latest', { count: latest() }) : name}
      </MenuLabel>
      {values.map((value) => (
        <MenuCheck
          key={value}
          isChecked={chosen.includes(value)}
          onToggle={() => onChange(withToggled(query, filter, value))}
          aside={wordCount(counts.get(value))}
        >
          <bdi>{showUnseen(value)}</bdi>
        </MenuCheck>
      ))}
      {values.length === 0 && (
        <MenuItem disabled onSelect={() => {}}>
          {isPending ? t('issues.facet.loading') : t('issues.facet.none')}
        </MenuItem>
      )}
      {chosen.length > 0 && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => onChange(others)}>{t('issues.facet.any')}</MenuItem>
        </>
      )}
    </Menu>
  );

  /** What can be chosen also where none of these issues has it. */
  function possible(): readonly string[] {
    if (filter === 'project') return projects.map(({ slug }) => slug);
    return filter === 'assigned' ? ['me', 'none'] : (closedValues(filter) ?? []);
  }

  /** Of how many issues the counts are. */
  function latest(): string {
    return fullCount(facet?.is_sampled ? SAMPLE : data!.issue_count);
  }
}

/** Only the most frequent values are counted, so of the others it is not known. */
const wordCount = (count: number | undefined) => (count === undefined ? '' : fullCount(count));

/** Tags are looked up for so many issues. */
const SAMPLE = 250;
