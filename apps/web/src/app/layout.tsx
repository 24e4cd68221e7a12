import { Link, Outlet } from '@tanstack/react-router';
import { t } from '../text/text.ts';
import styles from './layout.module.css';

/** The frame of every page of somebody signed in. */
export function Layout() {
  return (
    <div className={styles.layout}>
      <a className={styles.skip} href="#content">
        {t('app.skip')}
      </a>
      <header className={styles.header}>
        <Link to="/" className={styles.brand}>
          <img src="/favicon.svg" alt="" />
          <span>{t('app.name')}</span>
        </Link>
        <nav className={styles.nav} aria-label={t('nav.main')}>
          <Link to="/">{t('nav.issues')}</Link>
        </nav>
      </header>
      <main className={styles.main} id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}
