import { Page } from '../../ui/page.tsx';
import { SettingsPanel, type SettingsProps } from './settings-panel.tsx';

interface Props extends SettingsProps {
  title: string;
  lead: string;
}

/** A page with some of a project's settings and nothing else. */
export function SettingsForm({ title, lead, ...panel }: Props) {
  return (
    <Page title={title} lead={lead}>
      <SettingsPanel {...panel} />
    </Page>
  );
}
