import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { CircleUserRound } from 'lucide-react';
import { useState } from 'react';
import { t } from '../text/text.ts';
import { Button } from '../ui/button.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu.tsx';
import { meQuery } from './me.ts';
import { client } from './session.ts';
import { chooseTheme, currentTheme, THEMES } from './theme.ts';

export function AccountMenu() {
  const { data: me } = useQuery(meQuery);
  const [theme, setTheme] = useState(currentTheme);
  const navigate = useNavigate();
  const signOut = async () => {
    await client.signOut();
    await navigate({ to: '/login' });
  };
  const trigger = (
    <Button kind="quiet" aria-label={t('nav.account')}>
      <CircleUserRound size={20} aria-hidden="true" />
    </Button>
  );
  return (
    <Menu align="end" trigger={trigger}>
      <MenuLabel>{me?.name || me?.email}</MenuLabel>
      <MenuSeparator />
      <MenuLabel>{t('theme.label')}</MenuLabel>
      {THEMES.map((choice) => (
        <MenuItem
          key={choice}
          onSelect={() => {
            chooseTheme(choice);
            setTheme(choice);
          }}
        >
          {choice === theme ? '● ' : '○ '}
          {t(`theme.${choice}`)}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem onSelect={() => void navigate({ to: '/account/profile' })}>{t('nav.your_account')}</MenuItem>
      <MenuItem onSelect={signOut}>{t('nav.sign_out')}</MenuItem>
    </Menu>
  );
}
