import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../../app/me.ts';
import { t } from '../../text/text.ts';
import { Form } from '../../ui/form.tsx';
import { useAccept } from './use-accept.ts';

/** For whoever is signed in, also by another address than the invited one. */
export function AcceptForm({ token, invited }: { token: string; invited: string }) {
  const me = useQuery(meQuery);
  const accept = useAccept(token);
  if (!me.data) return null;
  const { email } = me.data;
  return (
    <Form
      submit={t('invite.accept', { email })}
      error={accept.error}
      busy={accept.isPending}
      onSubmit={() => accept.mutate({})}
    >
      <p>{t('invite.as', { email })}</p>
      {email.toLowerCase() !== invited.toLowerCase() && <p>{t('invite.other', { invited })}</p>}
    </Form>
  );
}
