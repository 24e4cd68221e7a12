import type { BodyOf } from '@railguard/contract/route';
import type { RouteOf } from '@railguard/contract/routes';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../app/session.ts';
import { t } from '../../text/text.ts';
import { say } from '../../ui/toasts.ts';
import { type SavedView, viewsQuery } from './views-query.ts';

type NewView = BodyOf<RouteOf<'createSavedView'>>;
type ViewEdit = BodyOf<RouteOf<'updateSavedView'>>;

/** What can be done with saved views; each says what it did, and the list is read anew. */
export function useChangeViews(organizationId: string) {
  const queries = useQueryClient();
  const organization = { organization_id: organizationId };
  const paramsOf = ({ id }: Pick<SavedView, 'id'>) => ({ ...organization, view_id: id });
  const onSettled = () => queries.invalidateQueries({ queryKey: viewsQuery(organizationId).queryKey });
  const onError = (error: Error) => say(error.message);

  const create = useMutation({
    mutationFn: (body: NewView) => client.call('createSavedView', { params: organization, body }),
    onSuccess: ({ name }) => say(t('views.said.saved', { name })),
    onSettled,
  });
  const edit = useMutation({
    mutationFn: ({ view, change }: { view: SavedView; change: ViewEdit }) =>
      client.call('updateSavedView', { params: paramsOf(view), body: change }),
    onSuccess: ({ name }) => say(t('views.said.changed', { name })),
    onError,
    onSettled,
  });
  const makeDefault = useMutation({
    mutationFn: ({ view, isDefault }: { view: SavedView; isDefault: boolean }) =>
      client.call(isDefault ? 'setDefaultView' : 'unsetDefaultView', { params: paramsOf(view) }),
    onSuccess: (_, { view, isDefault }) =>
      say(t(isDefault ? 'views.said.default' : 'views.said.no_default', { name: view.name })),
    onError,
    onSettled,
  });
  const remove = useMutation({
    mutationFn: ({ view }: { view: SavedView; position: number }) =>
      client.call('deleteSavedView', { params: paramsOf(view) }),
    onSuccess: (_, { view, position }) => {
      const { name, query, sort, is_shared, is_default } = view;
      const back = async () => {
        const made = await client.call('createSavedView', {
          params: organization,
          body: { name, query, sort, is_shared, position },
        });
        if (is_default) await client.call('setDefaultView', { params: paramsOf(made) });
        await onSettled();
      };
      say(t('views.said.deleted', { name }), () => void back().catch(onError));
    },
    onError,
    onSettled,
  });
  return { create, edit, makeDefault, remove };
}
