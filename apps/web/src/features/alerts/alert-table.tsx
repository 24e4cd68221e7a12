import { Link } from '@tanstack/react-router';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { Badge } from '../../ui/badge.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { AlertFate } from './alert-fate.tsx';
import type { Alert } from './alert-rule.ts';
import styles from './alerts.module.css';
import { IssueLink } from './issue-link.tsx';

interface Project {
  id: string;
  slug: string;
  name: string;
}

interface Props {
  alerts: Alert[];
  /** Those that the alerts are of, as far as they are known. */
  projects: Project[];
  /** Where they are of several. */
  showsProject?: boolean;
}

/** Alerts, one to a row: of what, by which rule, to whom, and what became of it. */
export function AlertTable({ alerts, projects, showsProject }: Props) {
  const ofProject = (id: string) => projects.find((project) => project.id === id);
  return (
    <Table
      label={t('alerts.history')}
      columns={[
        t('history.when'),
        t('history.what'),
        ...(showsProject ? [t('issues.project')] : []),
        t('history.rule'),
        t('history.to'),
        t('history.state'),
      ]}
    >
      {alerts.map((alert) => (
        <tr key={alert.id}>
          <td>
            <Time at={alert.created_at} />
          </td>
          <td className={styles.what}>
            {t(`occasion.${alert.occasion}`)}
            {alert.issue && (
              <span className={styles.issue}>
                <IssueLink issue={alert.issue} />
              </span>
            )}
          </td>
          {showsProject && (
            <td>
              <ProjectName project={ofProject(alert.project_id)} />
            </td>
          )}
          <td>
            <RuleName rule={alert.rule} project={ofProject(alert.project_id)} />
          </td>
          <td>
            <bdi>{showUnseen(alert.to)}</bdi>
          </td>
          <td className={styles.fate}>
            <AlertFate alert={alert} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function ProjectName({ project }: { project: Project | undefined }) {
  if (!project) return null;
  return (
    <Link to="/projects/$slug/settings/alerts" params={{ slug: project.slug }}>
      <bdi>{showUnseen(project.name)}</bdi>
    </Link>
  );
}

function RuleName({ rule: { id, name }, project }: { rule: Alert['rule']; project: Project | undefined }) {
  const words = <bdi>{showUnseen(name)}</bdi>;
  if (id === null) {
    return (
      <>
        {words} <Badge>{t('history.rule_gone')}</Badge>
      </>
    );
  }
  if (!project) return words;
  return (
    <Link to="/projects/$slug/settings/alerts/$ruleId" params={{ slug: project.slug, ruleId: id }}>
      {words}
    </Link>
  );
}
