import { isAtLeast } from '@railguard/contract/role';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FolderPlus } from 'lucide-react';
import { useState } from 'react';
import { Loaded } from '../../app/loaded.tsx';
import { NoOrganization } from '../../app/no-organization.tsx';
import { useOrganization } from '../../app/organization.ts';
import { client } from '../../app/session.ts';
import { fullCount } from '../../format/count.ts';
import { DAY_MS } from '../../format/duration.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Badge } from '../../ui/badge.tsx';
import { countsOf } from '../../ui/chart/series-of.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { Table } from '../../ui/table.tsx';
import { Deletions } from './deletions.tsx';
import styles from './projects-page.module.css';
import { projectsQuery } from './projects-query.ts';

const DAYS = 14;
/** Fewer are found by looking. */
const SEARCHABLE = 8;

/** The projects of the organisation, and how much each sends. */
export function ProjectsPage() {
  const organization = useOrganization();
  const id = organization?.id ?? '';
  const [typed, setTyped] = useState('');
  const projects = useQuery({ ...projectsQuery(id), enabled: organization !== undefined });
  const stats = useQuery({
    queryKey: ['organization-stats', id],
    queryFn: () =>
      client.call('getOrganizationStats', {
        params: { organization_id: id },
        query: { from: new Date(Date.now() - DAYS * DAY_MS).toISOString(), interval: '1d', group_by: 'project' },
      }),
    enabled: organization !== undefined,
  });
  const isAdmin = organization !== undefined && isAtLeast(organization.role, 'admin');
  const create = isAdmin && (
    <Link className={styles.create} to="/projects/new">
      {t('projects.create')}
    </Link>
  );
  const seriesOf = (projectId: string) => stats.data?.projects?.find(({ project_id }) => project_id === projectId);
  if (!organization) return <NoOrganization title={t('nav.projects')} />;
  return (
    <Page title={t('nav.projects')} actions={create}>
      <Deletions organizationId={id} isAdmin={isAdmin} />
      <Loaded query={projects}>
        {(all) => {
          if (all.length === 0) {
            return (
              <EmptyState icon={FolderPlus} title={t('projects.none')} text={t('projects.none_text')}>
                {create}
              </EmptyState>
            );
          }
          const shown = all.filter(({ name, slug }) => `${name} ${slug}`.toLowerCase().includes(typed.toLowerCase()));
          return (
            <>
              {all.length > SEARCHABLE && (
                <Field
                  label={t('projects.search')}
                  type="search"
                  value={typed}
                  onChange={({ target }) => setTyped(target.value)}
                />
              )}
              <Table
                label={t('nav.projects')}
                columns={[
                  t('field.name'),
                  t('project_settings.platform'),
                  t('issues.column.spark'),
                  t('issues.column.events'),
                  '',
                ]}
              >
                {shown.map((project) => (
                  <tr key={project.id}>
                    <td>
                      <Link className={styles.name} to="/projects/$slug" params={{ slug: project.slug }}>
                        <bdi>{showUnseen(project.name)}</bdi>
                      </Link>
                    </td>
                    <td>{project.platform}</td>
                    <td>
                      {project.has_events ? (
                        <Sparkline
                          counts={countsOf(seriesOf(project.id)?.data ?? [])}
                          label={t('projects.spark', { name: showUnseen(project.name) })}
                        />
                      ) : (
                        <Badge kind="warning">{t('projects.no_events')}</Badge>
                      )}
                    </td>
                    <td>{project.has_events ? fullCount(seriesOf(project.id)?.total ?? 0) : ''}</td>
                    <td>
                      {project.has_events ? (
                        <Link to="/issues" search={{ project: project.id }}>
                          {t('nav.issues')}
                        </Link>
                      ) : (
                        <Link to="/projects/$slug/setup" params={{ slug: project.slug }}>
                          {t('project.to_setup')}
                        </Link>
                      )}
                    </td>
                  </tr>
                ))}
              </Table>
              {shown.length === 0 && <p>{t('projects.no_match')}</p>}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
