import { Failure } from '../../app/failure.tsx';
import { t } from '../../text/whole.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './builder.module.css';
import { isAboutFields } from './mistakes.ts';
import { PreviewTable } from './preview-table.tsx';
import { isSameRule, type Rule } from './rule-draft.ts';
import type { usePreview } from './use-preview.ts';
import { wordPreview } from './word-preview.ts';

interface Props {
  /** As it is written now. */
  rule: Rule;
  preview: ReturnType<typeof usePreview>;
  onShow: () => void;
}

/** What the rule would have sent. */
export function Preview({ rule, preview, onShow }: Props) {
  const { data, error, isPending, variables } = preview;
  const isStale = variables !== undefined && !isSameRule({ ...rule, name: '' }, { ...variables, name: '' });
  return (
    <Panel title={t('preview.title')}>
      <div className={styles.tools}>
        <p className={styles.hint}>{t('preview.text')}</p>
        <Button busy={isPending} onClick={onShow}>
          {t(data ? 'preview.again' : 'preview.show')}
        </Button>
        <div role="status" className={styles.tools}>
          {isPending && <p>{t('preview.loading')}</p>}
          {error && isAboutFields(error) && <p className={styles.mistake}>{t('preview.wrong')}</p>}
          {data && (
            <p className={styles.said}>
              {wordPreview(data)} {isStale && <span className={styles.hint}>{t('preview.stale')}</span>}
            </p>
          )}
          {data && !data.is_complete && <p className={styles.warning}>{t('preview.incomplete')}</p>}
        </div>
        {error && !isAboutFields(error) && <Failure error={error} reset={onShow} hideTitle />}
        {data && data.occasions > 0 && <PreviewTable key={data.to} preview={data} />}
      </div>
    </Panel>
  );
}
