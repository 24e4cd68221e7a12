/** One issue. */
export const issue = {
  'issue.one': 'Issue',
  'issue.new': 'New',
  'issue.regressed': 'Regressed',
  'issue.unhandled': 'Unhandled',
  'issue.resolved': 'Resolved',
  'issue.ignored': 'Ignored',
  'issue.untitled': 'An issue without a title',
  'issue.group': 'This issue',
  'issue.about': 'About this issue',
  'issue.tags': 'Seen with',
  'issue.activity': 'Activity',
  'issue.nobody': 'Railguard',
  'issue.grouping': 'Why these events are one issue',
} as const;
