import { expect, test } from 'vitest';
import type { IssueChange } from './issue-change.ts';
import { liveMessagesOf } from './live-messages.ts';

const change = (project_id: string, id: string, state: Partial<IssueChange> = {}) =>
  ({ issue: { id, project_id }, isNew: false, isRegressed: false, ...state }) as IssueChange;

test('a batch is one message for each project and kind of change', () => {
  const changes = [
    change('shop', '1', { isNew: true }),
    change('blog', '2'),
    change('shop', '3'),
    change('shop', '4', { isNew: true }),
    change('shop', '5', { isRegressed: true }),
    change('shop', '6'),
  ];
  expect(liveMessagesOf(changes, ['blog'])).toEqual([
    { project_id: 'blog', type: 'project.first_event' },
    { project_id: 'shop', type: 'issue.new', issue_ids: ['1', '4'] },
    { project_id: 'blog', type: 'issue.updated', issue_ids: ['2'] },
    { project_id: 'shop', type: 'issue.updated', issue_ids: ['3', '6'] },
    { project_id: 'shop', type: 'issue.regressed', issue_ids: ['5'] },
  ]);
});
