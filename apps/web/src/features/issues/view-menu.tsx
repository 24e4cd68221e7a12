import { ChevronDown } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import type { IssueSort } from './issue.ts';
import type { StreamSearch } from './stream-search.ts';
import { useChangeViews } from './use-change-views.ts';
import type { SavedView } from './views-query.ts';

/** Not among what the list has to wait for. */
const SaveViewDialog = lazy(async () => ({ default: (await import('./save-view-dialog.tsx')).SaveViewDialog }));
const RenameViewDialog = lazy(async () => ({ default: (await import('./rename-view-dialog.tsx')).RenameViewDialog }));

interface Props {
  organizationId: string;
  query: string;
  sort: IssueSort;
  views: SavedView[];
  current: SavedView | undefined;
  canSave: boolean;
  onGo: (search: StreamSearch) => void;
}

/** Saves what is searched for as a view; of the view that is open, everything that can be done with it. */
export function ViewMenu({ organizationId, query, sort, views, current, canSave, onGo }: Props) {
  const [asked, setAsked] = useState<'save' | 'rename'>();
  const { create, edit, makeDefault, remove } = useChangeViews(organizationId);
  const close = () => setAsked(undefined);
  const isChanged = current && (current.query !== query || current.sort !== sort);
  const alike = views.filter(({ is_shared }) => is_shared === current?.is_shared);
  const position = alike.findIndex(({ id }) => id === current?.id);
  const move = (to: number) => current && edit.mutate({ view: current, change: { position: to } });
  return (
    <>
      {!current && canSave && <Button onClick={() => setAsked('save')}>{t('views.save')}</Button>}
      {current && (
        <Menu
          align="end"
          trigger={
            <Button aria-label={t('views.menu', { name: current.name })}>
              {isChanged ? t('views.changed') : t('views.view')}
              <ChevronDown size={14} aria-hidden="true" />
            </Button>
          }
        >
          {isChanged && current.can_edit && (
            <MenuItem onSelect={() => edit.mutate({ view: current, change: { query, sort } })}>
              {t('views.save_changes')}
            </MenuItem>
          )}
          {isChanged && <MenuItem onSelect={() => setAsked('save')}>{t('views.save_as')}</MenuItem>}
          <MenuItem onSelect={() => makeDefault.mutate({ view: current, isDefault: !current.is_default })}>
            {t(current.is_default ? 'views.no_default' : 'views.make_default')}
          </MenuItem>
          {current.can_edit && (
            <>
              <MenuItem onSelect={() => setAsked('rename')}>{t('views.rename')}</MenuItem>
              <MenuItem disabled={position <= 0} onSelect={() => move(position - 1)}>
                {t('views.move_left')}
              </MenuItem>
              <MenuItem disabled={position >= alike.length - 1} onSelect={() => move(position + 1)}>
                {t('views.move_right')}
              </MenuItem>
              <MenuSeparator />
              <MenuItem
                danger
                onSelect={() => {
                  remove.mutate({ view: current, position });
                  onGo({ query, sort });
                }}
              >
                {t('views.delete')}
              </MenuItem>
            </>
          )}
        </Menu>
      )}
      <Suspense>
        <SaveViewDialog
          isOpen={asked === 'save'}
          query={query}
          error={create.error}
          busy={create.isPending}
          onSave={(view) =>
            create.mutate(
              { ...view, query, sort },
              {
                onSuccess: ({ id }) => {
                  close();
                  onGo({ query, sort, view: id });
                },
              },
            )
          }
          onClose={close}
        />
        {current && (
          <RenameViewDialog
            isOpen={asked === 'rename'}
            name={current.name}
            error={edit.error}
            busy={edit.isPending}
            onRename={(name) => edit.mutate({ view: current, change: { name } }, { onSuccess: close })}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  );
}
