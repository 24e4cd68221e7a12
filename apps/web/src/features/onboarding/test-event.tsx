import { useAct } from '../../app/use-act.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { sendTestEvent } from './send-test-event.ts';

export function TestEvent({ projectId, publicKey }: { projectId: string; publicKey: string }) {
  const send = useAct({ run: () => sendTestEvent(projectId, publicKey), said: t('onboarding.sent') });
  return (
    <Button busy={send.isPending} onClick={() => send.mutate()}>
      {t('onboarding.send_test')}
    </Button>
  );
}
