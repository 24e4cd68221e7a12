import { t } from '../../text/text.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

interface Props {
  isOpen: boolean;
  chosen: string;
  onMerge: () => void;
  onClose: () => void;
}

export function MergeDialog({ isOpen, chosen, onMerge, onClose }: Props) {
  return (
    <ConfirmDialog
      title={t('issues.merge_title', { chosen })}
      text={<p>{t('issues.merge_text')}</p>}
      action={t('issues.merge')}
      isOpen={isOpen}
      onConfirm={() => {
        onClose();
        onMerge();
      }}
      onClose={onClose}
    />
  );
}
