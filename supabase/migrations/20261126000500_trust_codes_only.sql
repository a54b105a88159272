-- Why: hosted sign-in takes a password beside the code from whoever knows its API. Somebody may sign up with a stranger's address and a password
-- of their own: Supabase Auth keeps that password when the owner of the address later redeems a code (signup.go: an unconfirmed account is not
-- touched; verify.go: confirming leaves the password as it is), and it opens the account from then on.
-- Two locks, either of which would do. At the root: the password of an account goes the moment its address is proven. And whatever sets one
-- later (a session left open somewhere, the dashboard): a session counts only if the token says that it came by a code.
-- The claim "amr" says so (otp, magiclink; password and the others do not). Supabase signs it and nobody can write it, unlike user_metadata.
-- @supabase/lite signs none; there our own door lets through codes, and passwords of demo accounts only, and whoever mounts it says so in
-- private.settings (sign_in_door). A hosted project has no such row: no claim, no trust.
-- Touches: a trigger on auth.users; a restrictive policy on every table clients read and on storage.objects; private.begin_command, private.is_active
-- and the doors of reading (same names, same answers for whoever came by a code).
-- Safe: our own app signs in by code alone, so every session that is open stays open.

create function private.drop_unproven_password() returns trigger
language plpgsql set search_path = '' as $$
begin
	-- Empty, not null: older Supabase Auth reads the column as text.
	new.encrypted_password := '';
	return new;
end;
$$;
revoke all on function private.drop_unproven_password() from public;

create trigger rufkreis_drop_unproven_password before update of email_confirmed_at on auth.users for each row
	when (old.email_confirmed_at is null and new.email_confirmed_at is not null)
	execute function private.drop_unproven_password();

comment on table private.settings is 'Facts of this installation that functions need: ticket_secret, sync_epoch, push_extra_hosts (host:port, comma), demo, sign_in_door (ours: whose sessions say nothing of how they came to be).';

-- Definer: policies ask it for people who may not read the settings. Answers about the caller only.
create function private.is_by_code() returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
	v_methods jsonb := (select auth.jwt()) -> 'amr';
begin
	if v_methods is null then
		return exists (select 1 from private.settings s where s.key = 'sign_in_door' and s.value = 'ours');
	end if;
	return v_methods @> '[{"method": "otp"}]' or v_methods @> '[{"method": "magiclink"}]';
end;
$$;
revoke all on function private.is_by_code() from public;
grant execute on function private.is_by_code() to authenticated;

-- Restrictive: beside whatever another policy allows. Asked once per statement, before any row.
create policy "sessions read by code only" on public.articles as restrictive for select to authenticated using ((select private.is_by_code()));
create policy "sessions read by code only" on public.attachments as restrictive for select to authenticated using ((select private.is_by_code()));
create policy "sessions read by code only" on public.cluster_members as restrictive for select to authenticated using ((select private.is_by_code()));
create policy "sessions read by code only" on public.clusters as restrictive for select to authenticated using ((select private.is_by_code()));
create policy "sessions read by code only" on public.devices as restrictive for select to authenticated using ((select private.is_by_code()));
create policy "sessions read by code only" on public.municipalities as restrictive for select to authenticated using ((select private.is_by_code()));
create policy "sessions read by code only" on public.profile_contacts as restrictive for select to authenticated using ((select private.is_by_code()));
create policy "sessions read by code only" on public.profiles as restrictive for select to authenticated using ((select private.is_by_code()));
create policy "sessions read by code only" on public.request_details as restrictive for select to authenticated using ((select private.is_by_code()));
create policy "sessions read by code only" on public.request_events as restrictive for select to authenticated using ((select private.is_by_code()));
create policy "sessions read by code only" on public.requests as restrictive for select to authenticated using ((select private.is_by_code()));
create policy "sessions read by code only" on public.roles as restrictive for select to authenticated using ((select private.is_by_code()));
create policy "sessions read our files by code only" on storage.objects as restrictive for select to authenticated
	using (bucket_id <> 'attachments' or (select private.is_by_code()));
create policy "sessions add our files by code only" on storage.objects as restrictive for insert to authenticated
	with check (bucket_id <> 'attachments' or (select private.is_by_code()));

-- What is no row of a table: which ids changed, and whatever else asks first who is asking.
create or replace function private.is_active() returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
	return private.is_by_code()
		and exists (select 1 from public.profiles p where p.profile_id = (select auth.uid()) and p.status = 'active');
end;
$$;

-- Every command passes here first. Raised, not answered: our app never meets it, and nothing of such a session is kept.
create or replace function private.begin_command(p_command_id uuid, p_name text, p_arguments jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
	v_digest bytea := pg_catalog.sha256(pg_catalog.convert_to(p_arguments::text, 'UTF8'));
	v_stored private.commands;
begin
	if not private.is_by_code() then
		raise exception 'this session did not come by a code' using errcode = '42501';
	end if;
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

-- The doors that read past the tables. Null: there is nothing to say.
create or replace function public.coordination_overview() returns jsonb
language sql stable security invoker set search_path = '' as $$
	select case when private.is_by_code() then private.coordination_overview() end;
$$;
create or replace function public.my_account() returns jsonb
language sql stable security invoker set search_path = '' as $$
	select case when private.is_by_code() then private.my_account() end;
$$;
create or replace function public.my_contact() returns jsonb
language sql stable security invoker set search_path = '' as $$
	select case when private.is_by_code() then private.my_contact() end;
$$;
create or replace function public.read_feedback() returns jsonb
language sql stable security invoker set search_path = '' as $$
	select case when private.is_by_code() then private.read_feedback() end;
$$;
