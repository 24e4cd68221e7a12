import { Link, useNavigate } from '@tanstack/react-router';
import { t } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import styles from './not-found-page.module.css';

/** Nothing has this address; where whoever came here may have wanted to go. */
export function NotFoundPage() {
  const navigate = useNavigate();
  return (
    <Page title={t('error.not_found.title')} lead={t('error.not_found.text')}>
      <search>
        <form
          className={styles.search}
          onSubmit={(event) => {
            event.preventDefault();
            const query = String(new FormData(event.currentTarget).get('query')).trim();
            void navigate({ to: '/issues', search: { query } });
          }}
        >
          <Field label={t('issues.search')} name="query" type="search" spellCheck={false} autoComplete="off" />
          <Button type="submit" large>
            {t('event.search_go')}
          </Button>
        </form>
      </search>
      <nav aria-label={t('error.not_found.elsewhere')}>
        <ul className={styles.ways}>
          <li>
            <Link to="/issues">{t('error.not_found.issues')}</Link>
          </li>
          <li>
            <Link to="/projects">{t('error.not_found.projects')}</Link>
          </li>
        </ul>
      </nav>
    </Page>
  );
}
