import { ApiError } from '@railguard/client/api-error';
import type { ReactNode } from 'react';
import { t } from '../text/text.ts';
import { Button } from './button.tsx';
import styles from './form.module.css';
import { Notice } from './notice.tsx';
import { sentenceOf } from './sentence-of.ts';

interface Props {
  submit: string;
  /** Of the mutation that it starts. */
  error: Error | null;
  busy: boolean;
  /** Everything can be read and nothing changed. */
  readOnly?: boolean;
  onSubmit: (form: FormData) => void;
  children: ReactNode;
}

/** Fields and one button. What the server refused is said above them, unless it is about one field. */
export function Form({ submit, error, busy, readOnly, onSubmit, children }: Props) {
  const sentence = error && generalSentence(error);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSubmit(new FormData(event.currentTarget));
      }}
    >
      {sentence && <Notice kind="bad">{sentence}</Notice>}
      <fieldset className={styles.fields} disabled={readOnly}>
        {children}
      </fieldset>
      {!readOnly && (
        <Button type="submit" kind="primary" large busy={busy}>
          {submit}
        </Button>
      )}
    </form>
  );
}

/** What the server said of one field; the pointer is that of its answer, such as `/email`. */
export function mistakeIn(error: Error | null, pointer: string): string | undefined {
  return error instanceof ApiError ? error.problem.errors?.find((each) => each.pointer === pointer)?.detail : undefined;
}

/** The same of a list, whichever of its entries is wrong: its number, counted from 1, and what is wrong with it. */
export function mistakeUnder(error: Error | null, pointer: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const wrong = error.problem.errors?.find(
    (each) => each.pointer === pointer || each.pointer.startsWith(`${pointer}/`),
  );
  const place = wrong?.pointer.slice(pointer.length + 1).split('/')[0];
  return wrong && (place ? t('form.entry', { place: Number(place) + 1, detail: wrong.detail }) : wrong.detail);
}

function generalSentence(error: Error): string | undefined {
  if (!(error instanceof ApiError)) return sentenceOf(error);
  return error.problem.errors?.length ? undefined : error.message;
}
