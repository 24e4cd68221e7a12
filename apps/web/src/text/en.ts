import { account } from './en/account.ts';
import { admin } from './en/admin.ts';
import { alertRule } from './en/alert-rule.ts';
import { alerts } from './en/alerts.ts';
import { app } from './en/app.ts';
import { entry } from './en/entry.ts';
import { event } from './en/event.ts';
import { issue } from './en/issue.ts';
import { issues } from './en/issues.ts';
import { organization } from './en/organization.ts';
import { project } from './en/project.ts';
import { projectSettings } from './en/project-settings.ts';
import { projects } from './en/projects.ts';

/**
 * Every sentence of the dashboard, by what it is for: a file for each part of it, put together here. `{name}` is filled
 * in; `one|other` follows the number `count` (Intl.PluralRules). A second language is a second list of files with the
 * same keys.
 */
export const en = {
  ...account,
  ...admin,
  ...alertRule,
  ...alerts,
  ...app,
  ...entry,
  ...event,
  ...issue,
  ...issues,
  ...organization,
  ...project,
  ...projectSettings,
  ...projects,
} as const;
export type TextKey = keyof typeof en;
