import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { client } from '../../app/session.ts';

/** Accepts an invitation and goes on into the organisation. */
export function useAccept(token: string) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (account: { name?: string; password?: string }) =>
      client.call('acceptInvitation', { params: { token }, body: { ...account, token_delivery: 'cookie' } }),
    onSuccess: async ({ session }) => {
      if (session) client.adopt(session);
      await queries.invalidateQueries({ queryKey: ['me'] });
      await navigate({ to: '/', replace: true });
    },
  });
}
