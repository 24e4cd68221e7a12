import { isAtLeast } from '@railguard/contract/role';
import { useOrganization } from '../../app/organization.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Form, mistakeIn } from '../../ui/form.tsx';
import { Switch } from '../../ui/switch.tsx';
import styles from './dialogs.module.css';

interface Props {
  isOpen: boolean;
  query: string;
  error: Error | null;
  busy: boolean;
  onSave: (view: { name: string; is_shared: boolean }) => void;
  onClose: () => void;
}

/** Asks for the name of a search, and whom it is for. */
export function SaveViewDialog({ isOpen, query, error, busy, onSave, onClose }: Props) {
  const organization = useOrganization();
  const canShare = organization !== undefined && isAtLeast(organization.role, 'member');
  return (
    <Dialog title={t('views.save_title')} isOpen={isOpen} onClose={onClose}>
      <Form
        submit={t('views.save')}
        error={error}
        busy={busy}
        onSubmit={(form) => onSave({ name: String(form.get('name')).trim(), is_shared: form.has('is_shared') })}
      >
        <code className={styles.query}>
          <bdi>{showUnseen(query || t('views.everything'))}</bdi>
        </code>
        <Field
          name="name"
          label={t('views.name')}
          maxLength={80}
          required
          data-autofocus
          autoComplete="off"
          mistake={mistakeIn(error, '/name')}
        />
        {canShare && <Switch name="is_shared" label={t('views.share')} hint={t('views.share_hint')} />}
      </Form>
    </Dialog>
  );
}
