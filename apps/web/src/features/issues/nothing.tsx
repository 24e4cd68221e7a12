import { Link } from '@tanstack/react-router';
import { Boxes, CircleCheckBig, Radar, SearchX } from 'lucide-react';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { DEFAULT_QUERY } from './stream-search.ts';

interface Props {
  query: string;
  /** undefined until they are known. */
  projects: { slug: string; has_events: boolean }[] | undefined;
  isMistaken: boolean;
  onSearch: (query: string) => void;
}

/** Why there is nothing: no project, no event yet, all is well, a search that finds nothing or that is none. */
export function Nothing({ query, projects, isMistaken, onSearch }: Props) {
  if (!projects) return null;
  if (isMistaken) {
    return (
      <EmptyState icon={SearchX} title={t('issues.mistaken.title')} text={t('issues.mistaken.text')}>
        <Button onClick={() => onSearch('')}>{t('issues.clear_search')}</Button>
      </EmptyState>
    );
  }
  if (projects.length === 0) {
    return (
      <EmptyState icon={Boxes} title={t('issues.no_project.title')} text={t('issues.no_project.text')}>
        <Link to="/projects">{t('issues.no_project.action')}</Link>
      </EmptyState>
    );
  }
  if (!projects.some(({ has_events }) => has_events)) {
    return (
      <EmptyState icon={Radar} title={t('issues.no_events.title')} text={t('issues.no_events.text')}>
        <ToSetup slugs={projects.map(({ slug }) => slug)} />
      </EmptyState>
    );
  }
  if (query === DEFAULT_QUERY) {
    return (
      <EmptyState icon={CircleCheckBig} title={t('issues.all_resolved.title')} text={t('issues.all_resolved.text')}>
        <Button onClick={() => onSearch('')}>{t('issues.show_all')}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={SearchX} title={t('issues.no_match.title')} text={t('issues.no_match.text')}>
      <Button onClick={() => onSearch('')}>{t('issues.clear_search')}</Button>
    </EmptyState>
  );
}

/** Which project is to be set up is clear where there is one. */
function ToSetup({ slugs: [slug, ...others] }: { slugs: string[] }) {
  if (!slug || others.length > 0) return <Link to="/projects">{t('issues.no_events.action')}</Link>;
  return (
    <Link to="/projects/$slug/setup" params={{ slug }}>
      {t('issues.no_events.set_up')}
    </Link>
  );
}
