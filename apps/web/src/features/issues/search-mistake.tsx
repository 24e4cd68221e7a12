import { ApiError } from '@railguard/client/api-error';
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

interface Props {
  id: string;
  search: string;
  mistake: Mistake;
  onFix: (search: string) => void;
}

/** The mistake in words, and the word that was probably meant as a button that puts it right. */
export function SearchMistake({ id, search, mistake, onFix }: Props) {
  const { detail, position, length, suggestion } = mistake;
  const canFix = suggestion !== undefined && position !== undefined && length !== undefined;
  return (
    <p className={styles.mistake} id={id} role="alert">
      <bdi>{detail}</bdi>
      {canFix && (
        <Button onClick={() => onFix(replaced(search, position, length, suggestion))}>
          {t('issues.use_suggestion', { word: suggestion })}
        </Button>
      )}
    </p>
  );
}
