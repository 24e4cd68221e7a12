import { Link } from '@tanstack/react-router';
import { t } from '../../text/text.ts';
import { Notice } from '../../ui/notice.tsx';

export function WaitingNotice({ slug }: { slug: string }) {
  return (
    <Notice>
      <p>{t('projects.no_events')}</p>
      <Link to="/projects/$slug/setup" params={{ slug }}>
        {t('project.to_setup')}
      </Link>
    </Notice>
  );
}
