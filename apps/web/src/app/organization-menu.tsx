import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ChevronsUpDown } from 'lucide-react';
import { showUnseen } from '../format/word-value.ts';
import { t } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Menu, MenuItem, MenuLabel } from '../ui/menu.tsx';
import styles from './layout.module.css';
import { meQuery } from './me.ts';
import { chooseOrganization, useOrganization } from './organization.ts';

/** Which organisation one is in; a choice where there are several. */
export function OrganizationMenu() {
  const { data: me } = useSuspenseQuery(meQuery);
  const current = useOrganization();
  const navigate = useNavigate();
  if (!current || me.organizations.length < 2) return null;
  const trigger = (
    <Button kind="quiet" className={styles.organization} aria-label={t('nav.organization', { name: current.name })}>
      <bdi>{showUnseen(current.name)}</bdi>
      <ChevronsUpDown size={14} aria-hidden="true" />
    </Button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuLabel>{t('nav.organizations')}</MenuLabel>
      {me.organizations.map(({ id, name }) => (
        <MenuItem
          key={id}
          onSelect={() => {
            chooseOrganization(id);
            void navigate({ to: '/issues' });
          }}
        >
          {id === current.id ? '● ' : '○ '}
          <bdi>{showUnseen(name)}</bdi>
        </MenuItem>
      ))}
    </Menu>
  );
}
