/** What is wrong with a search, and where. */
export interface SearchError {
  /** Of the first wrong character, counted from 0 in UTF-16 units. */
  position: number;
  length: number;
  /** What is written there. */
  token: string;
  /** A sentence for people; it has the suggestion in it. */
  detail: string;
  /** The right word that comes closest. */
  suggestion?: string;
}

interface Place {
  start: number;
  end: number;
  text: string;
}

export function errorAt({ start, end, text }: Place, detail: string, suggestion?: string): SearchError {
  return {
    position: start,
    length: end - start,
    token: text,
    detail: suggestion === undefined ? detail : `${detail}; did you mean "${suggestion}"?`,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}
