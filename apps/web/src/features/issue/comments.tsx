import { isAtLeast } from '@railguard/contract/role';
import { useSuspenseQuery } from '@tanstack/react-query';
import { meQuery } from '../../app/me.ts';
import { Pages } from '../../app/pages.tsx';
import { client } from '../../app/session.ts';
import { useAct } from '../../app/use-act.ts';
import { usePages } from '../../app/use-pages.ts';
import { t } from '../../text/text.ts';
import { Panel } from '../../ui/panel.tsx';
import { Comment } from './comment.tsx';
import { CommentForm } from './comment-form.tsx';
import { useIssue } from './use-issue.ts';

export function Comments() {
  const { issue, params, role, mayChange } = useIssue();
  const { data: me } = useSuspenseQuery(meQuery);
  const key = ['issue', issue.id, 'comments'];
  const changes = [['issue', issue.id]];
  const comments = usePages(key, (cursor) => client.call('listIssueComments', { params, query: { cursor } }));
  const write = useAct({
    run: (text: string) => client.call('createIssueComment', { params, body: { text } }),
    said: t('comments.written'),
    changes,
    showsError: true,
  });
  const rewrite = useAct({
    run: ({ id, text }: { id: string; text: string }) =>
      client.call('updateIssueComment', { params: { ...params, comment_id: id }, body: { text } }),
    said: t('said.saved'),
    changes,
  });
  const remove = useAct({
    run: (id: string) => client.call('deleteIssueComment', { params: { ...params, comment_id: id } }),
    said: t('comments.deleted'),
    changes,
  });
  return (
    <Panel title={t('comments.title')}>
      {mayChange && (
        <CommentForm
          label={t('comments.write')}
          submit={t('comments.send')}
          error={write.error}
          busy={write.isPending}
          onSend={(text) => write.mutateAsync(text)}
          hasKey
        />
      )}
      <Pages query={comments} empty={<p>{t('comments.none')}</p>}>
        {(all) =>
          all.map((comment) => (
            <Comment
              key={comment.id}
              comment={comment}
              mayEdit={mayChange && comment.author?.id === me.id}
              mayDelete={mayChange && (comment.author?.id === me.id || isAtLeast(role, 'admin'))}
              onEdit={(text) => rewrite.mutateAsync({ id: comment.id, text })}
              onDelete={() => remove.mutate(comment.id)}
            />
          ))
        }
      </Pages>
    </Panel>
  );
}
