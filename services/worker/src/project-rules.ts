import { compileRules, DEFAULT_RULES, type ProjectRules } from '@railguard/pipeline/project/rules';
import type { ProjectSettings } from '@railguard/protocol/project-settings';
import { LRUCache } from 'lru-cache';

/** What projects have set, as batches see it: for projects that are known, a look-up touches memory only. */
export interface RuleDirectory {
  /** The rules of some projects by id; of those that are gone, the defaults. */
  of(projectIds: Set<string>): Promise<Map<string, ProjectRules>>;
  /** The project's settings were changed. */
  forget(projectId: string): void;
  /** Changes may have been missed. */
  forgetAll(): void;
}

/** Each remembers some hundred names it was asked about, at most some 100 kB. */
const MOST_PROJECTS = 2_000;

/**
 * Keeps compiled rules without a time limit, because every change is told by `forget` or `forgetAll`.
 *
 *     unheard of ─ of ─► being read ─► known ─ forget ─► unheard of
 */
export function createRuleDirectory(
  read: (projectIds: string[]) => Promise<Map<string, ProjectSettings>>,
): RuleDirectory {
  const known = new LRUCache<string, ProjectRules>({ max: MOST_PROJECTS });
  const reading = new Map<string, symbol>();

  async function readRules(projectIds: string[]): Promise<Map<string, ProjectRules>> {
    const mine = Symbol();
    for (const id of projectIds) reading.set(id, mine);
    const isMine = (id: string) => reading.get(id) === mine;
    try {
      const settings = await read(projectIds);
      const rules = new Map(projectIds.map((id) => [id, rulesFrom(settings.get(id))]));
      // Where a project was forgotten meanwhile, what was read may be older than the change.
      for (const [id, one] of rules) if (isMine(id)) known.set(id, one);
      return rules;
    } finally {
      for (const id of projectIds.filter(isMine)) reading.delete(id);
    }
  }

  return {
    async of(projectIds) {
      const found = new Map<string, ProjectRules>();
      for (const id of projectIds) {
        const rules = known.get(id);
        if (rules) found.set(id, rules);
      }
      const missing = [...projectIds].filter((id) => !found.has(id));
      if (missing.length === 0) return found;
      return new Map([...found, ...(await readRules(missing))]);
    },
    forget(projectId) {
      known.delete(projectId);
      reading.delete(projectId);
    },
    forgetAll() {
      known.clear();
      reading.clear();
    },
  };
}

function rulesFrom(settings: ProjectSettings | undefined): ProjectRules {
  return settings ? compileRules(settings) : DEFAULT_RULES;
}
