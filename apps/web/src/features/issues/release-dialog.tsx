import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { t } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { releasesQuery } from './releases-query.ts';

interface Props {
  organizationId: string;
  projectId: string | undefined;
  isOpen: boolean;
  onChoose: (release: string) => void;
  onClose: () => void;
}

/** Asks for a release: one that was seen, or one that is still to come. */
export function ReleaseDialog({ organizationId, projectId, isOpen, onChoose, onClose }: Props) {
  const id = useId();
  const { data: releases = [] } = useQuery({ ...releasesQuery(organizationId, projectId), enabled: isOpen });
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
          {releases.map((release) => (
            <option key={release} value={release} />
          ))}
        </datalist>
      </Form>
    </Dialog>
  );
}
