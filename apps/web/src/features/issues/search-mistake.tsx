import { ApiError } from '@railguard/client/api-error';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import styles from './search-box.module.css';
import { replaced } from './search-pieces.ts';

interface Mistake {
  detail: string;
  position?: number | undefined;
  length?: number | undefined;
  suggestion?: string | undefined;
}

/** What the server says is wrong with a search; undefined where something else went wrong, or nothing. */
export function mistakeOf(error: Error | null, search: string): Mistake | undefined {
  if (!(error instanceof ApiError) || search === '') return undefined;
  return error.problem.errors?.find(({ pointer }) => pointer === '?query');
}

/** Where it stands, as far as that was said. */
export function stretchOf(mistake: Mistake | undefined) {
  const { position, length } = mistake ?? {};
  return position === undefined || length === undefined ? undefined : { position, length };
}

interface Props {
  id: string;
  search: string;
  mistake: Mistake;
  onFix: (search: string) => void;
}

/** The mistake in words, and the word that was probably meant as a button that puts it right. */
export function SearchMistake({ id, search, mistake, onFix }: Props) {
  const { detail, suggestion } = mistake;
  const stretch = stretchOf(mistake);
  return (
    <div className={styles.mistake}>
      <p id={id} role="alert">
        <bdi>{showUnseen(detail)}</bdi>
      </p>
      {suggestion !== undefined && stretch && (
        <Button onClick={() => onFix(replaced(search, stretch, suggestion))}>
          {t('issues.use_suggestion', { word: suggestion })}
        </Button>
      )}
    </div>
  );
}
