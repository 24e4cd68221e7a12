import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouter } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { wordKeys } from '../keyboard/keys-of.ts';
import { listenForShortcuts } from '../keyboard/listen.ts';
import { Palette } from '../keyboard/palette.tsx';
import { ShortcutSheet } from '../keyboard/sheet.tsx';
import { useShortcuts } from '../keyboard/use-shortcuts.ts';
import { t } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { LinkBar } from '../ui/link-bar.tsx';
import { ToastRegion } from '../ui/toast-region.tsx';
import { undoLast } from '../ui/toasts.ts';
import { Unseen } from '../ui/unseen.tsx';
import { AccountMenu } from './account-menu.tsx';
import styles from './layout.module.css';
import { meQuery } from './me.ts';
import { OrganizationMenu } from './organization-menu.tsx';
import { onSessionEnd } from './session.ts';

/** The frame of every page of somebody signed in: where one can go, and the keys that work everywhere. */
export function Layout() {
  const [open, setOpen] = useState<'palette' | 'sheet'>();
  const { data: me } = useSuspenseQuery(meQuery);
  const navigate = useNavigate();
  const router = useRouter();
  const close = () => setOpen(undefined);
  useEffect(() => listenForShortcuts(), []);
  // Whoever signs in again comes back to where they were.
  useEffect(
    () => onSessionEnd(() => void navigate({ to: '/login', search: { to: router.state.location.href } })),
    [navigate, router],
  );
  const everywhere = t('keys.everywhere');
  useShortcuts([
    { id: 'palette', keys: 'Mod+k', title: t('palette.title'), group: everywhere, run: () => setOpen('palette') },
    { id: 'sheet', keys: '?', title: t('sheet.title'), group: everywhere, run: () => setOpen('sheet') },
    { id: 'undo', keys: 'u', title: t('toast.undo_last'), group: everywhere, run: () => void undoLast() },
    {
      id: 'go.issues',
      keys: 'g i',
      title: t('keys.go_issues'),
      group: everywhere,
      run: () => void navigate({ to: '/issues' }),
    },
    {
      id: 'go.alerts',
      keys: 'g l',
      title: t('keys.go_alerts'),
      group: everywhere,
      run: () => void navigate({ to: '/alerts' }),
    },
    {
      id: 'go.projects',
      keys: 'g p',
      title: t('keys.go_projects'),
      group: everywhere,
      run: () => void navigate({ to: '/projects' }),
    },
    {
      id: 'go.settings',
      keys: 'g s',
      title: t('keys.go_settings'),
      group: everywhere,
      run: () => void navigate({ to: '/settings' }),
    },
    {
      id: 'go.account',
      keys: 'g a',
      title: t('keys.go_account'),
      group: everywhere,
      run: () => void navigate({ to: '/account' }),
    },
  ]);
  return (
    <div className={styles.layout}>
      <a className={styles.skip} href="#content">
        {t('app.skip')}
      </a>
      <header className={styles.header}>
        <Link to="/" className={styles.brand} aria-label={t('app.name')}>
          <img src="/favicon.svg" alt="" />
          <span>{t('app.name')}</span>
        </Link>
        <OrganizationMenu />
        <LinkBar className={styles.nav} label={t('nav.main')}>
          <Link to="/issues">{t('nav.issues')}</Link>
          <Link to="/alerts">{t('nav.alerts')}</Link>
          <Link to="/projects">{t('nav.projects')}</Link>
          <Link to="/settings">{t('nav.settings')}</Link>
          {me.is_instance_admin && <Link to="/admin">{t('nav.admin')}</Link>}
        </LinkBar>
        <Button kind="quiet" onClick={() => setOpen('palette')}>
          <Search size={16} aria-hidden="true" />
          <Unseen>{t('palette.title')}</Unseen>
          <kbd className={styles.keys}>{wordKeys('Mod+k')}</kbd>
        </Button>
        <AccountMenu />
      </header>
      <main className={styles.main} id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <Palette isOpen={open === 'palette'} onClose={close} />
      <ShortcutSheet isOpen={open === 'sheet'} onClose={close} />
      <ToastRegion />
    </div>
  );
}
