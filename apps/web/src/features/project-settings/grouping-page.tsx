import { useState } from 'react';
import { t } from '../../text/whole.ts';
import { mistakeUnder } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { linesOf } from './lines-of.ts';
import { PatternsField } from './patterns-field.tsx';
import { readRule, writeRule } from './rule.ts';
import { SettingsForm } from './settings-form.tsx';
import { useChangeSettings } from './use-project-settings.ts';

/** Which events are one issue. */
export function GroupingPage() {
  const [wrongLine, setWrongLine] = useState<string>();
  const change = useChangeSettings((form: FormData) => ({
    grouping: {
      in_app_include: linesOf(form.get('in_app_include')),
      in_app_exclude: linesOf(form.get('in_app_exclude')),
      fingerprint_rules: linesOf(form.get('rules')).flatMap((line) => readRule(line) ?? []),
    },
  }));
  const save = (form: FormData) => {
    const wrong = linesOf(form.get('rules')).find((line) => !readRule(line));
    setWrongLine(wrong);
    if (wrong === undefined) change.mutate(form);
  };
  return (
    <SettingsForm
      title={t('project_settings.grouping')}
      lead={t('grouping.text')}
      heading={t('grouping.rules')}
      change={change}
      onSave={save}
    >
      {({ grouping }) => (
        <>
          <TextArea
            label={t('grouping.fingerprints')}
            hint={t('grouping.fingerprints_hint')}
            name="rules"
            rows={6}
            defaultValue={grouping.fingerprint_rules.map(writeRule).join('\n')}
            spellCheck={false}
            mistake={
              wrongLine === undefined
                ? mistakeUnder(change.error, '/grouping/fingerprint_rules')
                : t('grouping.no_rule', { line: wrongLine })
            }
          />
          <PatternsField
            label={t('grouping.include')}
            hint={t('grouping.include_hint')}
            name="in_app_include"
            values={grouping.in_app_include}
            error={change.error}
            pointer="/grouping/in_app_include"
          />
          <PatternsField
            label={t('grouping.exclude')}
            hint={t('grouping.exclude_hint')}
            name="in_app_exclude"
            values={grouping.in_app_exclude}
            error={change.error}
            pointer="/grouping/in_app_exclude"
          />
        </>
      )}
    </SettingsForm>
  );
}
