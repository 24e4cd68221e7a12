import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Unseen } from './unseen.tsx';

interface Props {
  /** The verb, of the button and of the question. */
  action: string;
  /** What it is done to, for readers, where several such buttons stand on a page. */
  about?: string;
  title: string;
  /** What is lost, and what is not. */
  text: ReactNode;
  /** Has to be typed first: for what cannot be taken back. */
  typed?: string;
  /** Of the mutation: where it fails, the question stays open and says why. */
  act: {
    isPending: boolean;
    error: Error | null;
    mutate: (input: undefined, options: { onSuccess: () => void }) => void;
  };
  kind?: 'danger';
}

/** A button for what cannot be undone: it asks first. */
export function ConfirmButton({ action, about, act, kind, ...question }: Props) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button kind={kind} onClick={() => setAsking(true)}>
        {action}
        {about && <Unseen> {about}</Unseen>}
      </Button>
      <ConfirmDialog
        {...question}
        action={action}
        isOpen={isAsking}
        busy={act.isPending}
        error={act.error}
        onConfirm={() => act.mutate(undefined, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
