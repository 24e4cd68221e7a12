import { account } from './en/account.ts';
import { admin } from './en/admin.ts';
import { alertRule } from './en/alert-rule.ts';
import { alerts } from './en/alerts.ts';
import { projectSettings } from './en/project-settings.ts';
import { first } from './first.ts';

/**
 * Every sentence of the dashboard, by what it is for: a file for each part of it, put together here. `{name}` is filled
 * in; `one|other` follows the number `count` (Intl.PluralRules). A second language is a second list of files with the
 * same keys.
 */
export const en = { ...first, ...account, ...admin, ...alertRule, ...alerts, ...projectSettings } as const;
export type TextKey = keyof typeof en;
