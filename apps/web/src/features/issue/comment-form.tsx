import { type KeyboardEvent, useRef } from 'react';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { t } from '../../text/text.ts';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './activity.module.css';

interface Props {
  label: string;
  submit: string;
  text?: string;
  error: Error | null;
  busy: boolean;
  /** Rejects where it was not taken; what was written stays then. */
  onSend: (text: string) => Promise<unknown>;
  /** `c` leads here. */
  hasKey?: boolean;
}

/** Ctrl+Enter or ⌘+Enter sends it. */
export function CommentForm({ label, submit, text, error, busy, onSend, hasKey }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useShortcuts(
    hasKey
      ? [
          {
            id: 'issue.comment',
            keys: 'c',
            title: t('comments.write'),
            group: t('issue.group'),
            run: () => box.current?.querySelector('textarea')?.focus(),
          },
        ]
      : [],
  );
  const sendByKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };
  return (
    <div ref={box} className={styles.form}>
      <Form
        submit={submit}
        error={error}
        busy={busy}
        onSubmit={(form) =>
          void onSend(String(form.get('text')).trim())
            .then(() => box.current?.querySelector('form')?.reset())
            .catch(() => {})
        }
      >
        <TextArea
          label={label}
          name="text"
          rows={3}
          required
          maxLength={10_000}
          defaultValue={text}
          onKeyDown={sendByKey}
          mistake={mistakeIn(error, '/text')}
        />
      </Form>
    </div>
  );
}
