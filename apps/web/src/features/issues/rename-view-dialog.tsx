import { t } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';

interface Props {
  isOpen: boolean;
  name: string;
  error: Error | null;
  busy: boolean;
  onRename: (name: string) => void;
  onClose: () => void;
}

export function RenameViewDialog({ isOpen, name, error, busy, onRename, onClose }: Props) {
  return (
    <Dialog title={t('views.rename_title')} isOpen={isOpen} onClose={onClose}>
      <Form
        submit={t('views.rename')}
        error={error}
        busy={busy}
        onSubmit={(form) => onRename(String(form.get('name')).trim())}
      >
        <Field
          name="name"
          label={t('views.name')}
          defaultValue={name}
          maxLength={80}
          required
          data-autofocus
          autoComplete="off"
          mistake={mistakeIn(error, '/name')}
        />
      </Form>
    </Dialog>
  );
}
