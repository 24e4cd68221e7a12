import { t } from '../text/text.ts';
import { Button } from './button.tsx';

interface Props {
  /** Of an infinite query. */
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** The next page of a list, as long as there is one. */
export function ShowMore({ query }: Props) {
  if (!query.hasNextPage) return null;
  return (
    <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
      {t('list.more')}
    </Button>
  );
}
