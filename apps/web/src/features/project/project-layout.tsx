import { Link, Outlet, useParams } from '@tanstack/react-router';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { useProject } from '../projects/use-project.ts';
import styles from './project-layout.module.css';

/** What all pages of a project have above them. */
export function ProjectLayout() {
  const { slug = '' } = useParams({ strict: false });
  const project = useProject(slug);
  const params = { slug };
  return (
    <div className={styles.project}>
      <p className={styles.name}>
        <Link to="/projects">{t('nav.projects')}</Link> / <bdi>{showUnseen(project.name)}</bdi>
      </p>
      <Tabs label={project.name}>
        <Link to="/projects/$slug" params={params} activeOptions={{ exact: true }}>
          {t('project.overview')}
        </Link>
        <Link to="/issues" search={{ project: project.id }}>
          {t('nav.issues')}
        </Link>
        <Link to="/projects/$slug/stats" params={params}>
          {t('project.stats')}
        </Link>
        <Link to="/projects/$slug/outcomes" params={params}>
          {t('project.outcomes')}
        </Link>
        <Link to="/projects/$slug/ledger" params={params}>
          {t('project.ledger')}
        </Link>
        <Link to="/projects/$slug/setup" params={params}>
          {t('project.setup')}
        </Link>
        <Link to="/projects/$slug/settings" params={params}>
          {t('nav.settings')}
        </Link>
      </Tabs>
      <Outlet />
    </div>
  );
}
