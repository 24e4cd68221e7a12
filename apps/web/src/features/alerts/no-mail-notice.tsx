import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { instanceQuery } from '../../app/instance.ts';
import { meQuery } from '../../app/me.ts';
import { t } from '../../text/whole.ts';
import { Notice } from '../../ui/notice.tsx';

/** Where mails are instead, while there is no server to send them by. */
export function NoMailNotice() {
  const { data: instance } = useQuery(instanceQuery);
  const { data: me } = useSuspenseQuery(meQuery);
  if (instance?.mail_configured !== false) return null;
  return (
    <Notice>
      {t('alerts.no_mail')}{' '}
      {me.is_instance_admin ? <Link to="/admin/mails">{t('alerts.no_mail_admin')}</Link> : t('alerts.no_mail_ask')}
    </Notice>
  );
}
