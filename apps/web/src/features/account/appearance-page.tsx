import { useState } from 'react';
import { chooseTheme, currentTheme, THEMES } from '../../app/theme.ts';
import { areSingleKeysOn, turnSingleKeys } from '../../keyboard/single-keys.ts';
import { t } from '../../text/whole.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Switch } from '../../ui/switch.tsx';

/** What is kept in this browser, and nowhere else. */
export function AppearancePage() {
  const [theme, setTheme] = useState(currentTheme);
  const [areKeysOn, setKeysOn] = useState(areSingleKeysOn);
  return (
    <Page title={t('account.appearance')} lead={t('appearance.text')}>
      <Panel title={t('theme.label')}>
        <Segmented
          label={t('theme.label')}
          value={theme}
          options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
          onChange={(next) => {
            chooseTheme(next);
            setTheme(next);
          }}
        />
      </Panel>
      <Panel title={t('appearance.keyboard')}>
        <Switch
          label={t('appearance.single_keys')}
          hint={t('appearance.single_keys_hint')}
          checked={areKeysOn}
          onChange={({ target }) => {
            turnSingleKeys(target.checked);
            setKeysOn(target.checked);
          }}
        />
      </Panel>
      <Panel title={t('appearance.times')}>
        <p>{t('appearance.zone', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}</p>
      </Panel>
    </Page>
  );
}
