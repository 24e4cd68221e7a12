import { ProblemError } from '@railguard/contract/problem';

/** Places for something that lasts: so many for one person, so many together. */
export interface Places {
  /** Answers how to give it back. @throws ProblemError `rate_limited` */
  take(person: string): () => void;
  taken(): number;
}

const RETRY_AFTER_SECONDS = 30;

export function createPlaces(mostOfOnePerson: number, mostTogether: number): Places {
  const byPerson = new Map<string, number>();
  let together = 0;

  return {
    take(person) {
      const own = byPerson.get(person) ?? 0;
      if (own >= mostOfOnePerson) throw full('You have as many streams open as one person may.');
      if (together >= mostTogether) throw full('The server has as many streams open as it may.');
      byPerson.set(person, own + 1);
      together += 1;
      let isGiven = true;
      return () => {
        if (!isGiven) return;
        isGiven = false;
        together -= 1;
        const left = byPerson.get(person)! - 1;
        if (left === 0) byPerson.delete(person);
        else byPerson.set(person, left);
      };
    },
    taken: () => together,
  };
}

function full(detail: string): ProblemError {
  return new ProblemError('rate_limited', detail, { retryAfterSeconds: RETRY_AFTER_SECONDS });
}
