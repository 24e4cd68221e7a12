import { useBlocker } from '@tanstack/react-router';
import { t } from '../../text/whole.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

/** Asks before what was written and not saved is left behind; the browser asks where the whole page is. */
export function UnsavedGuard({ isUnsaved }: { isUnsaved: boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => isUnsaved,
    enableBeforeUnload: () => isUnsaved,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      title={t('builder.unsaved_title')}
      text={t('builder.unsaved_text')}
      action={t('builder.unsaved_leave')}
      isOpen={status === 'blocked'}
      onConfirm={() => proceed?.()}
      onClose={() => reset?.()}
    />
  );
}
