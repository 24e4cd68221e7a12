import type { AnswerOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Loaded } from '../../app/loaded.tsx';
import { t } from '../../text/whole.ts';
import { Form } from '../../ui/form.tsx';
import { Panel } from '../../ui/panel.tsx';
import { settingsQuery, useProjectSettings } from './use-project-settings.ts';

export interface SettingsProps {
  /** Of the panel with the fields. */
  heading: string;
  change: { error: Error | null; isPending: boolean };
  onSave: (form: FormData) => void;
  /** The fields, with what is set now. */
  children: (settings: AnswerOf<RouteOf<'getProjectSettings'>>) => ReactNode;
}

/** Some of a project's settings; who may not change them reads them. */
export function SettingsPanel({ heading, change, onSave, children }: SettingsProps) {
  const { project, isAdmin } = useProjectSettings();
  const settings = useQuery(settingsQuery(project.id));
  return (
    <Loaded query={settings}>
      {(current) => (
        <Panel title={heading}>
          <Form
            submit={t('form.save')}
            error={change.error}
            busy={change.isPending}
            readOnly={!isAdmin}
            onSubmit={onSave}
          >
            {children(current)}
          </Form>
        </Panel>
      )}
    </Loaded>
  );
}
