/**
 * What a project's people decide about its events. Kept with the project, read by workers, and applied by the pipeline.
 * Where a text is a pattern, `*` stands for any run of characters, and letter case does not matter.
 */
export interface ProjectSettings {
  /** Days that events are kept; null: as long as the installation keeps them. */
  retention_days: number | null;
  scrub: ScrubSettings;
  grouping: GroupingSettings;
  filters: FilterSettings;
  alerts: AlertSettings;
}

/** On top of the defaults, which stay in force for everything that is not named here. */
export interface ScrubSettings {
  /** Patterns: fields of these names are hidden as well. */
  extra_keys: string[];
  /** Names, no patterns: texts and numbers in fields of these names are left as they are. */
  safe_keys: string[];
  /** Whether addresses of clients are taken out of events. */
  scrub_ip_addresses: boolean;
}

export interface GroupingSettings {
  algorithm: 'v1';
  /** Patterns of modules and paths of the application's own frames; they win over `in_app_exclude` and over the SDK. */
  in_app_include: string[];
  /** Patterns of modules and paths of frames that are not. */
  in_app_exclude: string[];
  /** The first that fits decides. */
  fingerprint_rules: FingerprintRule[];
}

/** What an event can be recognised by. */
export const FINGERPRINT_MATCHERS = [
  'type',
  'value',
  'message',
  'path',
  'module',
  'function',
  'transaction',
  'level',
  'logger',
  'platform',
  'environment',
  'release',
] as const;
export type FingerprintMatcher = (typeof FINGERPRINT_MATCHERS)[number];

export interface FingerprintRule {
  /** Patterns; all of them must fit. `type` and `value` fit one exception, `path`, `module` and `function` one frame. */
  matchers: Partial<Record<FingerprintMatcher, string>>;
  /** In place of what the SDK sent; `{{ default }}` and variables such as `{{ type }}` work as there. */
  fingerprint: string[];
}

export interface FilterSettings {
  /** Patterns of messages, and of exceptions as `Type: value`. */
  messages: string[];
  /** Patterns. */
  releases: string[];
  /** Events of pages and servers at localhost. */
  localhost: boolean;
  /** Events of browsers that nobody maintains any more. */
  legacy_browsers: boolean;
  web_crawlers: boolean;
  /** Errors inside extensions of browsers. */
  browser_extensions: boolean;
}

export interface AlertSettings {
  /** How many alert mails a person gets of the project within an hour; what is more is folded into one. */
  mails_per_hour: number;
  /** Whether mails say what events hold: titles, frames, tags. Without, they say that there is something, and where. */
  include_details: boolean;
}

export const DEFAULT_PROJECT_SETTINGS: ProjectSettings = {
  retention_days: null,
  scrub: { extra_keys: [], safe_keys: [], scrub_ip_addresses: false },
  grouping: { algorithm: 'v1', in_app_include: [], in_app_exclude: [], fingerprint_rules: [] },
  filters: {
    messages: [],
    releases: [],
    localhost: false,
    legacy_browsers: false,
    web_crawlers: false,
    browser_extensions: false,
  },
  alerts: { mails_per_hour: 10, include_details: true },
};
