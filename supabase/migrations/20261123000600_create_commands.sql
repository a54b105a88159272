-- Why: every write is a command with an id made by the client. Its verdict is stored, so that a lost answer can be asked for again.
-- Touches: private.commands and its two functions; how texts of clients are tidied.
-- The arguments are kept as a digest: enough to recognise them, and no second copy of texts and keys that outlives the first.
-- Safe: new table only.
create table private.commands (
	command_id uuid primary key,
	profile_id uuid not null,
	name text not null,
	arguments_digest bytea not null,
	answer jsonb,
	created_at timestamptz not null default now()
);
comment on table private.commands is 'Verdicts by command id: same id, person and arguments get the same answer. Kept 90 days.';
create index commands_created on private.commands (created_at);
alter table private.commands enable row level security;

-- Null: the command is new and the caller goes on. Otherwise the answer to give. A second sender of the same id waits here for the
-- first one's transaction (unique index), so an effect happens once even when both arrive together.
create function private.begin_command(p_command_id uuid, p_name text, p_arguments jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
	v_digest bytea := pg_catalog.sha256(pg_catalog.convert_to(p_arguments::text, 'UTF8'));
	v_stored private.commands;
begin
	if p_command_id is null then
		raise exception 'command_id is missing' using errcode = '22004';
	end if;
	insert into private.commands (command_id, profile_id, name, arguments_digest)
	values (p_command_id, (select auth.uid()), p_name, v_digest)
	on conflict (command_id) do nothing;
	if found then return null; end if;
	select * into strict v_stored from private.commands c where c.command_id = p_command_id;
	if v_stored.profile_id = (select auth.uid()) and v_stored.name = p_name and v_stored.arguments_digest = v_digest then
		return v_stored.answer;
	end if;
	return jsonb_build_object('outcome', 'command_reused');
end;
$$;

create function private.finish_command(p_command_id uuid, p_answer jsonb) returns jsonb
language plpgsql set search_path = '' as $$
begin
	update private.commands set answer = p_answer where command_id = p_command_id;
	return p_answer;
end;
$$;

-- Without the blanks around it, those that nobody sees included: what looks empty is empty.
create function private.trimmed(p_text text) returns text
language sql immutable set search_path = '' as $$
	select btrim(coalesce(p_text, ''), E' \t\n\u000b\f\r\u0085\u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff');
$$;

-- For what is shown in one line, on lock screens too: a line break there is a second message, a turned direction somebody else's name.
create function private.one_line(p_text text) returns text
language sql immutable set search_path = '' as $$
	select private.trimmed(regexp_replace(
		regexp_replace(coalesce(p_text, ''), E'[\u202a-\u202e\u2066-\u2069]', '', 'g'),
		E'[\u0001-\u001f\u007f-\u009f\u2028\u2029]+', ' ', 'g'));
$$;
revoke all on function private.begin_command(uuid, text, jsonb), private.finish_command(uuid, jsonb),
	private.trimmed(text), private.one_line(text) from public;
