import { t } from '../../text/text.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface Props {
  isOpen: boolean;
  chosen: string;
  /** What has to be typed. */
  typed: string;
  onDelete: () => void;
  onClose: () => void;
}

export function DeleteDialog({ isOpen, chosen, typed, onDelete, onClose }: Props) {
  return (
    <ConfirmDialog
      title={t('issues.delete_title', { chosen })}
      text={<p>{t('issues.delete_text')}</p>}
      action={t('issues.delete')}
      typed={typed}
      isOpen={isOpen}
      onConfirm={() => {
        onClose();
        onDelete();
      }}
      onClose={onClose}
    />
  );
}
