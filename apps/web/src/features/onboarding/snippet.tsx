import { useState } from 'react';
import { t } from '../../text/text.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { Step } from './platform.ts';
import styles from './snippet.module.css';

/** Code to be copied; a choice where there are several ways. */
export function Snippet({ steps }: { steps: Step[] }) {
  const [title, setTitle] = useState(steps[0]!.title);
  const step = steps.find((one) => one.title === title) ?? steps[0]!;
  return (
    <div className={styles.snippet}>
      <div className={styles.head}>
        {steps.length > 1 ? (
          <Segmented
            label={t('onboarding.ways')}
            value={step.title}
            options={steps.map((one) => ({ value: one.title, label: one.title }))}
            onChange={setTitle}
          />
        ) : (
          <span className={styles.title}>{step.title}</span>
        )}
        <CopyButton text={step.code} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <pre className={styles.code} tabIndex={0}>
        <code>{step.code}</code>
      </pre>
    </div>
  );
}
