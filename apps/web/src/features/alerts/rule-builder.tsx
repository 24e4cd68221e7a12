import { type ReactNode, useEffect, useRef, useState } from 'react';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/whole.ts';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './builder.module.css';
import { DurationField } from './duration-field.tsx';
import { IfClause } from './if-clause.tsx';
import { isAboutFields, restBeside } from './mistakes.ts';
import { Preview } from './preview.tsx';
import { draftOf, isSameRule, type Rule, type RuleDraft, ruleOf } from './rule-draft.ts';
import { ThenClause } from './then-clause.tsx';
import { UnsavedGuard } from './unsaved-guard.tsx';
import type { People } from './use-people.ts';
import { usePreview } from './use-preview.ts';
import { WhenClause } from './when-clause.tsx';
import { wordRule } from './word-rule.ts';

interface Props {
  rule: Rule;
  people: People;
  submit: string;
  save: { error: Error | null; isPending: boolean; reset: () => void; mutate: (rule: Rule) => void };
  /** What else can be done with the rule as it is written here. */
  children?: (rule: Rule) => ReactNode;
}

/** As the API has it. */
const MOST_MINUTES = 43_200;
const LISTS = ['triggers', 'conditions', 'recipients'] as const;
const PARTS = ['/name', '/triggers', '/conditions', '/recipients', '/interval_minutes'];

/** A rule as the sentence that it is: WHEN, IF and THEN, and what it would have sent. */
export function RuleBuilder({ rule, people, submit, save, children }: Props) {
  const [draft, setDraft] = useState<RuleDraft>(() => draftOf(rule));
  const box = useRef<HTMLDivElement>(null);
  const preview = usePreview();
  const written = ruleOf(draft);
  // Of what was asked for last: the one forgets the other.
  const error = save.error ?? (isAboutFields(preview.error) ? preview.error : null);
  const beside = restBeside(error, PARTS);
  // What is wrong may be out of sight.
  useEffect(() => {
    if (!error) return;
    const wrong = box.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-mistake]');
    if (wrong) wrong.focus();
    else box.current?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'center' });
  }, [error]);
  const isUnsaved = !isSameRule(written, rule);
  const change = (part: Partial<RuleDraft>) => {
    // The server names entries by their place: with another number of them, its words would stand by the wrong one.
    if (LISTS.some((list) => part[list] && part[list].length !== draft[list].length)) {
      if (save.error) save.reset();
      if (preview.error) preview.reset();
    }
    setDraft((before) => ({ ...before, ...part }));
  };
  const show = () => {
    if (!isComplete(box.current!.querySelector('form')!)) return;
    save.reset();
    // What it is called changes nothing of what it sends.
    preview.mutate({ ...written, name: written.name || t('builder.unnamed') });
  };
  return (
    <>
      <div ref={box} className={styles.builder}>
        <Form
          submit={submit}
          error={save.error}
          busy={save.isPending}
          onSubmit={() => {
            if (preview.error) preview.reset();
            save.mutate(written);
          }}
        >
          {beside && <Notice kind="bad">{beside}</Notice>}
          <Field
            label={t('builder.name')}
            hint={t('builder.name_hint')}
            name="name"
            value={draft.name}
            required
            maxLength={120}
            autoComplete="off"
            mistake={mistakeIn(error, '/name')}
            onChange={({ target }) => change({ name: target.value })}
          />
          <WhenClause rows={draft.triggers} error={error} onChange={(triggers) => change({ triggers })} />
          <IfClause
            rows={draft.conditions}
            hasDigest={written.triggers.some(({ occasion }) => occasion === 'digest')}
            error={error}
            onChange={(conditions) => change({ conditions })}
          />
          <ThenClause
            rows={draft.recipients}
            people={people}
            error={error}
            onChange={(recipients) => change({ recipients })}
          >
            <div className={styles.sentence}>
              {t('builder.interval')}
              <DurationField
                label={t('builder.interval_label')}
                minutes={draft.interval_minutes}
                least={0}
                most={MOST_MINUTES}
                mistake={mistakeIn(error, '/interval_minutes')}
                onChange={(interval_minutes) => change({ interval_minutes })}
              />
              <span className={styles.hint}>{t('builder.interval_hint')}</span>
            </div>
          </ThenClause>
          {draft.triggers.length > 0 && draft.recipients.length > 0 && (
            <p className={styles.whole}>
              <bdi>{showUnseen(wordRule(written, people.names))}</bdi>
            </p>
          )}
        </Form>
      </div>
      <UnsavedGuard isUnsaved={isUnsaved && !save.isPending} />
      <Preview rule={written} preview={preview} onShow={show} />
      {children?.(written)}
    </>
  );
}

/** Whether all but the name can be sent; the browser points at the first that cannot. */
function isComplete(form: HTMLFormElement): boolean {
  return [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')].every(
    (input) => input.name === 'name' || input.reportValidity(),
  );
}
