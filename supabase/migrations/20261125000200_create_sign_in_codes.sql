-- Why: whoever signs in types a code that came by mail. Codes outlive a restart of the server, are stored as keyed digests only, and are counted
-- in the row itself, so that a thousand guesses at once are counted one after the other.
-- Touches: private.sign_in_codes. Used by the embedded door (src/server/backend/sign-in-codes.ts); hosted Supabase keeps its own codes.
-- Safe: new table only.
create table private.sign_in_codes (
	address text primary key,
	-- Null: nothing to redeem, because the first mail has not gone out yet or the code was used.
	code_digest bytea,
	made_at timestamptz,
	tries integer not null default 0,
	mailed_at timestamptz[] not null default '{}',
	last_mailed_at timestamptz not null,
	constraint sign_in_codes_address_lowercase check (address = lower(address)),
	constraint sign_in_codes_made_with_code check (code_digest is null or made_at is not null),
	constraint sign_in_codes_tries_counted check (tries >= 0)
);
comment on table private.sign_in_codes is 'Codes on their way to a mail address, as digests under a key that is not in the database, and how often they were guessed and mailed. Gone an hour after the last mail.';
create index sign_in_codes_last_mailed on private.sign_in_codes (last_mailed_at);
alter table private.sign_in_codes enable row level security;
