-- Why: every write is a command with an id made by the client. Its verdict is stored, so that a lost answer can be asked for again.
-- Touches: private.commands and its two functions.
-- Safe: new table only.
create table private.commands (
	command_id uuid primary key,
	profile_id uuid not null,
	name text not null,
	arguments jsonb not null,
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
	v_stored private.commands;
begin
	if p_command_id is null then
		raise exception 'command_id is missing' using errcode = '22004';
	end if;
	insert into private.commands (command_id, profile_id, name, arguments)
	values (p_command_id, (select auth.uid()), p_name, p_arguments)
	on conflict (command_id) do nothing;
	if found then return null; end if;
	select * into strict v_stored from private.commands c where c.command_id = p_command_id;
	if v_stored.profile_id = (select auth.uid()) and v_stored.name = p_name and v_stored.arguments = p_arguments then
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
revoke all on function private.begin_command(uuid, text, jsonb), private.finish_command(uuid, jsonb) from public;
