import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../text/text.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { projectsQuery } from '../projects/projects-query.ts';
import { useProject } from '../projects/use-project.ts';
import { Arrival } from './arrival.tsx';
import { PLATFORMS, platformOf } from './platforms.ts';
import styles from './setup-page.module.css';
import { Snippet } from './snippet.tsx';
import { TestEvent } from './test-event.tsx';

/** A key that is revoked meanwhile is told of by nothing else. */
const LOOK_EVERY_MS = 5_000;

/** From nothing to the first error, with the project's real DSN. */
export function ProjectSetupPage() {
  const { slug = '' } = useParams({ strict: false });
  const { platform: asked } = useSearch({ strict: false }) as { platform?: string };
  const project = useProject(slug);
  useQuery({ ...projectsQuery(project.organization_id), refetchInterval: LOOK_EVERY_MS });
  const navigate = useNavigate();
  const platform = platformOf(asked ?? project.platform);
  const hasInstall = platform.install.length > 0;
  const keys = project.keys.filter(({ is_active }) => is_active);
  const [keyId, setKeyId] = useState<string>();
  const key = keys.find(({ id }) => id === keyId) ?? keys[0];
  // Without an SDK, a plain request is the way.
  const ways = key ? [platform.configure(key.sentry_dsn), curlStep(project.id, key)] : [];
  return (
    <Page title={t('onboarding.setup', { name: project.name })} lead={t('onboarding.sdk_text')}>
      <Arrival key={project.id} project={project} />
      {!key && <Notice kind="bad">{t('onboarding.revoked')}</Notice>}
      {key && (
        <>
          <div className={styles.choices}>
            <Select
              label={t('onboarding.platform')}
              value={platform.id}
              options={PLATFORMS.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(id) =>
                void navigate({
                  to: '/projects/$slug/setup',
                  params: { slug },
                  search: { platform: id },
                  replace: true,
                })
              }
            />
            {keys.length > 1 && (
              <Select
                label={t('onboarding.key')}
                value={key.id}
                options={keys.map(({ id, label, public_key }) => ({
                  value: id,
                  label: label || public_key.slice(0, 8),
                }))}
                onChange={setKeyId}
              />
            )}
          </div>
          {hasInstall && (
            <Panel title={t('onboarding.install', { step: 1 })}>
              <Snippet key={platform.id} steps={platform.install} />
            </Panel>
          )}
          <Panel title={t('onboarding.configure', { step: hasInstall ? 2 : 1 })}>
            <Snippet key={platform.id} steps={hasInstall ? ways : ways.toReversed()} />
          </Panel>
          <Panel
            title={t('onboarding.verify', { step: hasInstall ? 3 : 2 })}
            actions={<TestEvent projectId={project.id} publicKey={key.public_key} />}
          >
            <Snippet key={platform.id} steps={[platform.verify]} />
          </Panel>
        </>
      )}
    </Page>
  );
}

/** Without any SDK. */
function curlStep(projectId: string, { dsn, public_key }: { dsn: string; public_key: string }) {
  const { origin } = new URL(dsn);
  return {
    title: 'cURL',
    code: `curl -X POST ${origin}/api/v1/events/${projectId} \\\n  -H 'X-Railguard-Key: ${public_key}' \\\n  -H 'Content-Type: application/json' \\\n  -d '{"message": "Hello from curl", "level": "error"}'`,
  };
}
