import { app } from './en/app.ts';
import { entry } from './en/entry.ts';
import { event } from './en/event.ts';
import { issue } from './en/issue.ts';
import { issues } from './en/issues.ts';
import { organization } from './en/organization.ts';
import { project } from './en/project.ts';
import { projects } from './en/projects.ts';

/**
 * The sentences that are loaded before the first page is there. Those of the installation, of accounts, of a project's
 * settings and of alerts are not: few people open those pages, and everybody would wait for them.
 */
export const first = {
  ...app,
  ...entry,
  ...event,
  ...issue,
  ...issues,
  ...organization,
  ...project,
  ...projects,
} as const;
export type FirstKey = keyof typeof first;
