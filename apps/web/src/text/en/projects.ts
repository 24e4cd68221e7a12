/** Projects. */
export const projects = {
  'projects.no_events': 'Waiting for its first event',
  'projects.dsn': 'DSN',
  'projects.sentry_dsn': 'For Sentry SDKs',
  'projects.new': 'A new project',
  'projects.name': 'What it is called',
  'projects.create': 'Create project',
} as const;
