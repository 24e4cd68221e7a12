import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { useState } from 'react';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Time } from '../../ui/time.tsx';
import styles from './activity.module.css';
import { CommentForm } from './comment-form.tsx';

interface Props {
  comment: AnswerOf<RouteOf<'listIssueComments'>>['data'][number];
  mayEdit: boolean;
  mayDelete: boolean;
  onEdit: (text: string) => Promise<unknown>;
  onDelete: () => void;
}

/** What somebody wrote: plain text, whatever it looks like. */
export function Comment({
  comment: { author, text, created_at, edited_at },
  mayEdit,
  mayDelete,
  onEdit,
  onDelete,
}: Props) {
  const [isEditing, setEditing] = useState(false);
  return (
    <article className={styles.comment}>
      <p className={styles.who}>
        <strong>
          <bdi>{showUnseen(author ? author.name || author.email : t('comments.gone'))}</bdi>
        </strong>{' '}
        <Time at={created_at} /> {edited_at && t('comments.edited')}
      </p>
      {isEditing ? (
        <CommentForm
          label={t('comments.edit')}
          submit={t('form.save')}
          text={text}
          error={null}
          busy={false}
          onSend={async (changed) => {
            await onEdit(changed);
            setEditing(false);
          }}
        />
      ) : (
        <p className={styles.text}>
          <bdi>{showUnseen(text)}</bdi>
        </p>
      )}
      <div className={styles.actions}>
        {mayEdit && !isEditing && (
          <Button kind="quiet" onClick={() => setEditing(true)}>
            {t('comments.edit')}
          </Button>
        )}
        {mayDelete && (
          <Button kind="quiet" onClick={onDelete}>
            {t('comments.delete')}
          </Button>
        )}
      </div>
    </article>
  );
}
