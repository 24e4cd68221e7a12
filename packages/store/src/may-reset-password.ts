import { type RawBuilder, sql } from 'kysely';

/**
 * Whether one person may set the password of another, and so act as them: where they administer every organisation that
 * the other is in, own those that the other owns, and the other does not administer the installation unless they do.
 * Nobody may for themselves: who finds an open session must not come by the account with it.
 */
export function mayResetPassword(caller: RawBuilder<unknown>, person: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`(
    ${caller} <> ${person}
    and exists (select from membership where user_id = ${person})
    and not exists (
      select from membership as theirs where theirs.user_id = ${person} and not exists (
        select from membership as own
        where own.user_id = ${caller} and own.organization_id = theirs.organization_id
          and (own.role = 'owner' or own.role = 'admin' and theirs.role <> 'owner')
      )
    )
    and not exists (
      select from user_account as other where other.id = ${person} and other.is_instance_admin
        and not exists (select from user_account as me where me.id = ${caller} and me.is_instance_admin)
    )
  )`;
}
