import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../../app/me.ts';
import { showUnseen } from '../../format/word-value.ts';
import { t } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../ui/menu.tsx';
import { membersQuery, teamsQuery } from './people-query.ts';
import type { Assignment } from './use-acts.ts';

interface Props {
  organizationId: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onAssign: (assignment: Assignment, name: string | undefined) => void;
}

/** Who looks after it: oneself, a team, somebody, or nobody. */
export function AssignMenu({ organizationId, isOpen, onOpenChange, onAssign }: Props) {
  const { data: me } = useQuery(meQuery);
  const { data: members = [] } = useQuery({ ...membersQuery(organizationId), enabled: isOpen });
  const { data: teams = [] } = useQuery({ ...teamsQuery(organizationId), enabled: isOpen });
  const others = members.filter(({ id }) => id !== me?.id);
  return (
    <Menu isOpen={isOpen} onOpenChange={onOpenChange} trigger={<Button>{t('issues.assign')}</Button>}>
      {me && (
        <MenuItem onSelect={() => onAssign({ assignee_id: me.id }, me.name || me.email)}>
          {t('issues.assign_me')}
        </MenuItem>
      )}
      <MenuItem onSelect={() => onAssign({ assignee_id: null, team_id: null }, undefined)}>
        {t('issues.assign_nobody')}
      </MenuItem>
      {teams.length > 0 && (
        <>
          <MenuSeparator />
          <MenuLabel>{t('issues.teams')}</MenuLabel>
        </>
      )}
      {teams.map(({ id, name }) => (
        <MenuItem key={id} onSelect={() => onAssign({ team_id: id }, name)}>
          <bdi>{showUnseen(name)}</bdi>
        </MenuItem>
      ))}
      {others.length > 0 && (
        <>
          <MenuSeparator />
          <MenuLabel>{t('issues.people')}</MenuLabel>
        </>
      )}
      {others.map(({ id, name, email }) => (
        <MenuItem key={id} onSelect={() => onAssign({ assignee_id: id }, name || email)}>
          <bdi>{showUnseen(name || email)}</bdi>
        </MenuItem>
      ))}
    </Menu>
  );
}
