-- The set-up link's token is no longer stored, not even as a hash: every API derives it, so that all print the same link.

comment on table instance_setting is 'Facts about this installation, such as the number that the owner set-up link is derived from.';
delete from instance_setting where key = 'setup_token_sha256';
