import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../ui/sentence-of.ts';
import { say } from '../ui/toasts.ts';

interface Act<Input, Answer> {
  run: (input: Input) => Promise<Answer>;
  /** What to say once it is done. */
  said: string | ((answer: Answer, input: Input) => string);
  /** Queries that it changes, to be read anew whether it worked or not. */
  changes?: QueryKey[];
  /** The failure is shown by whoever asked, such as a dialog. */
  showsError?: boolean;
  onDone?: (answer: Answer, input: Input) => unknown;
}

/** Does something on the server, and says that it is done or why it is not. */
export function useAct<Input = void, Answer = unknown>(act: Act<Input, Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act.run,
    onSuccess: async (answer, input) => {
      say(typeof act.said === 'string' ? act.said : act.said(answer, input));
      await act.onDone?.(answer, input);
    },
    onError: (error) => {
      if (!act.showsError) say(sentenceOf(error));
    },
    onSettled: () => Promise.all((act.changes ?? []).map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
