import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { t } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { facetsQuery } from './issues-query.ts';

interface Props {
  organizationId: string;
  isOpen: boolean;
  onChoose: (release: string) => void;
  onClose: () => void;
}

/** Asks for a release: one that was seen, or one that is still to come. */
export function ReleaseDialog({ organizationId, isOpen, onChoose, onClose }: Props) {
  const id = useId();
  const { data } = useQuery({ ...facetsQuery(organizationId, ''), enabled: isOpen });
  const releases = data?.facets.find(({ key }) => key === 'release')?.values ?? [];
  return (
    <Dialog title={t('issues.release_title')} isOpen={isOpen} onClose={onClose}>
      <Form
        submit={t('issues.resolve')}
        error={null}
        busy={false}
        onSubmit={(form) => onChoose(String(form.get('release')).trim())}
      >
        <Field
          name="release"
          label={t('issues.release')}
          hint={t('issues.release_hint')}
          list={id}
          maxLength={250}
          pattern=".*\S.*"
          required
          data-autofocus
          autoComplete="off"
        />
        <datalist id={id}>
          {releases.map(({ value }) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      </Form>
    </Dialog>
  );
}
