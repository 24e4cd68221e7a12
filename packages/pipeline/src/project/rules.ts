import type { Event } from '@railguard/protocol/event';
import type { Outcome } from '@railguard/protocol/outcome';
import { DEFAULT_PROJECT_SETTINGS, type ProjectSettings } from '@railguard/protocol/project-settings';
import { compileFilters } from '../filters/all.ts';
import { compileKeyRules, type KeyRules } from '../scrub/key-rules.ts';
import { compileFingerprintRules, type FingerprintChoice } from './fingerprint-rules.ts';
import { compileInApp } from './in-app.ts';

/** A project's settings, ready to be applied: made once, used for every event until the settings change. */
export interface ProjectRules {
  /** Null: as the installation has it. */
  retentionDays: number | null;
  /** Which fields are hidden for their names. */
  keys: KeyRules;
  removesAddresses: boolean;
  /** What becomes of an event that the project does not want. */
  refuse(event: Event): Outcome | undefined;
  /** Says of frames whether they are the application's own. */
  markInApp(event: Event): void;
  /** The fingerprint that a rule gives the event. */
  fingerprint(event: Event): FingerprintChoice | undefined;
}

export function compileRules({ retention_days, scrub, grouping, filters }: ProjectSettings): ProjectRules {
  return {
    retentionDays: retention_days,
    keys: compileKeyRules(scrub),
    removesAddresses: scrub.scrub_ip_addresses,
    refuse: compileFilters(filters),
    markInApp: compileInApp(grouping),
    fingerprint: compileFingerprintRules(grouping.fingerprint_rules),
  };
}

/** Of a project that has set nothing. */
export const DEFAULT_RULES: ProjectRules = compileRules(DEFAULT_PROJECT_SETTINGS);
