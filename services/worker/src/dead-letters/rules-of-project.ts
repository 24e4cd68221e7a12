import { compileRules, DEFAULT_RULES, type ProjectRules } from '@railguard/pipeline/project/rules';
import { isUuid } from '@railguard/protocol/ids';
import type { Database } from '@railguard/store/database';
import { settingsOfProjects } from '@railguard/store/project-settings';

/**
 * What a project has set; the defaults where there is none, since a dead letter can name anything. undefined where the
 * database does not answer: letters in RabbitMQ can be looked at even then.
 */
export async function rulesOfProject(database: Database, projectId: unknown): Promise<ProjectRules | undefined> {
  if (typeof projectId !== 'string' || !isUuid(projectId)) return DEFAULT_RULES;
  try {
    const settings = (await settingsOfProjects(database, [projectId])).get(projectId);
    return settings ? compileRules(settings) : DEFAULT_RULES;
  } catch {
    return undefined;
  }
}
