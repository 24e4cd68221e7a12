-- The link that is mailed is another than the one that whoever invites is shown, so that using it shows whose the address is.

alter table invitation add column mailed_token_hash bytea unique;
comment on column invitation.token_hash is 'SHA-256 of the token in the link to hand over; the token itself is not kept';
comment on column invitation.mailed_token_hash is 'The same of the link that was mailed; null for invitations from before there were two';

comment on column user_account.email_claimed_at is 'When the address was given without showing whose it is: by the person, or by a link that whoever invited them saw; null once a mail to it was answered';
