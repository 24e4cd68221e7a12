import { client } from '../../app/session.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { downloadText } from '../../ui/download-text.ts';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { say } from '../../ui/toasts.ts';
import type { Event } from '../event/event.ts';

/** Ways of taking an event along: a link to it, its JSON, or Markdown to paste into a discussion. */
export function EventCopies({ event }: { event: Event }) {
  const params = { project_id: event.project_id, event_id: event.event_id };
  const failed = (error: Error) => say(error.message);
  const copy = (text: string, said: string) => copyText(text).then(() => say(said), failed);
  const link = `${location.origin}/issues/${event.issue_id}/events/${event.event_id}`;
  const markdown = () => client.call('getEventMarkdown', { params });
  const copyLink = () => void copy(link, t('event.said.link'));
  useShortcuts([
    { id: 'event.copy_link', keys: 'y', title: t('event.copy_link'), group: t('event.group'), run: copyLink },
  ]);
  return (
    <Menu align="end" trigger={<Button>{t('event.take')}</Button>}>
      <MenuItem keys="y" onSelect={copyLink}>
        {t('event.copy_link')}
      </MenuItem>
      <MenuItem onSelect={() => void copy(JSON.stringify(event, null, 2), t('event.said.json'))}>
        {t('event.copy_json')}
      </MenuItem>
      <MenuItem
        onSelect={() =>
          void markdown()
            .then((text) => copy(text, t('event.said.markdown')))
            .catch(failed)
        }
      >
        {t('event.copy_markdown')}
      </MenuItem>
      <MenuItem
        onSelect={() =>
          downloadText(`event-${event.event_id}.json`, JSON.stringify(event, null, 2), 'application/json')
        }
      >
        {t('event.download_json')}
      </MenuItem>
      <MenuItem
        onSelect={() =>
          void markdown()
            .then((text) => downloadText(`event-${event.event_id}.md`, text, 'text/markdown'))
            .catch(failed)
        }
      >
        {t('event.download_markdown')}
      </MenuItem>
    </Menu>
  );
}
