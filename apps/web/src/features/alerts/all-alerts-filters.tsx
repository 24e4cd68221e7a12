import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { Select } from '../../ui/select.tsx';
import { type AllAlertsSearch, readAllAlertsSearch } from './history-search.ts';
import { StateSelect } from './state-select.tsx';

interface Props {
  search: AllAlertsSearch;
  /** undefined until they are read. */
  projects: { id: string; name: string }[] | undefined;
  onChange: (search: AllAlertsSearch) => void;
}

const EVERY = '';

/** By project, and by what became of it. */
export function AllAlertsFilters({ search, projects = [], onChange }: Props) {
  const { project } = search;
  const change = (part: Record<string, string | undefined>) => onChange(readAllAlertsSearch({ ...search, ...part }));
  const isUnknown = project !== undefined && !projects.some(({ id }) => id === project);
  return (
    <>
      <Select
        label={t('issues.project')}
        value={project ?? EVERY}
        options={[
          { value: EVERY, label: t('all_alerts.every_project') },
          ...projects.map(({ id, name }) => ({ value: id, label: showUnseen(name) })),
          // Also until they are read.
          ...(isUnknown ? [{ value: project, label: t('all_alerts.one_project') }] : []),
        ]}
        onChange={(chosen) => change({ project: chosen })}
      />
      <StateSelect state={search.state} onChange={(state) => change({ state })} />
    </>
  );
}
