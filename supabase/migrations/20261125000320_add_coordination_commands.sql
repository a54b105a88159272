-- Why: coordination lets people in and turns them away, says who is what, and keeps the municipalities and their domains.
-- Touches: functions only; private.municipality_domains is read through coordination_overview alone.
-- Safe: new names.

-- Two who go at once would each see the other stay. Held until the end of the transaction, by whatever may take away a coordinator.
create function private.guard_coordinators() returns void
language sql set search_path = '' as $$
	select pg_advisory_xact_lock(hashtextextended('rufkreis coordinators', 0));
$$;

-- Gives back everything this person has taken, as if they had done it themselves; a new round begins for each.
create function private.release_all_of(p_profile_id uuid) returns integer
language plpgsql set search_path = '' as $$
declare
	v_request public.requests;
	v_count integer := 0;
begin
	for v_request in
		update public.requests set status = 'open', accepted_by = null, accepted_at = null, alert_round = alert_round + 1
		where accepted_by = p_profile_id and status in ('accepted', 'in_progress', 'waiting') returning *
	loop
		perform private.add_event(v_request.request_id, 'released', p_profile_id, '{}');
		update private.deliveries set state = 'superseded' where request_id = v_request.request_id and state = 'queued';
		perform private.open_alert_round(v_request.request_id, v_request.alert_round, p_profile_id);
		v_count := v_count + 1;
	end loop;
	return v_count;
end;
$$;

-- Out of every cluster: a membership that could not be used must not be countable either.
create function private.leave_all_clusters_of(p_profile_id uuid) returns void
language sql set search_path = '' as $$
	delete from public.cluster_members where profile_id = p_profile_id;
	update private.deliveries set state = 'superseded' where profile_id = p_profile_id and state = 'queued' and kind = 'alert';
$$;

-- Whoever has an account with a proven address; others are nobody coordination could decide about.
create function private.lock_proven_person(p_profile_id uuid) returns text
language plpgsql set search_path = '' as $$
declare
	v_status text;
begin
	select p.status into v_status from public.profiles p where p.profile_id = p_profile_id
		and exists (select 1 from auth.users u where u.id = p.profile_id and u.email_confirmed_at is not null)
	for no key update;
	return v_status;
end;
$$;
revoke all on function private.guard_coordinators(), private.release_all_of(uuid), private.leave_all_clusters_of(uuid),
	private.lock_proven_person(uuid) from public;

-- As before, but the municipality is held: it must not leave between this look and the admission.
create or replace function private.admit_by_address(p_profile_id uuid) returns text
language plpgsql set search_path = '' as $$
declare
	v_status text;
	v_email text;
	v_municipality uuid;
begin
	select p.status into v_status from public.profiles p where p.profile_id = p_profile_id for no key update;
	-- Proven: a code that went there was redeemed. An address without that is only somebody's word.
	select lower(u.email) into v_email from auth.users u where u.id = p_profile_id and u.email_confirmed_at is not null;
	if v_status is null or v_email is null then
		return 'pending';
	end if;

	-- Before the status is looked at: what was said at the machine counts more than that somebody was turned away.
	delete from private.awaited_coordinators a where a.email = v_email returning a.municipality_id into v_municipality;
	if v_municipality is not null then
		update public.profiles set status = 'active', municipality_id = v_municipality where profile_id = p_profile_id;
		insert into public.roles (profile_id, role) values (p_profile_id, 'coordinator') on conflict do nothing;
		return 'entered';
	end if;

	if v_status <> 'pending' then
		return case v_status when 'active' then 'entered' else 'left' end;
	end if;
	select d.municipality_id into v_municipality
	from private.municipality_domains d join public.municipalities m on m.municipality_id = d.municipality_id and m.left_at is null
	where d.domain = substring(v_email from '@([^@]+)$')
	for key share of m;
	if v_municipality is null then
		return 'pending';
	end if;
	update public.profiles set status = 'active', municipality_id = v_municipality where profile_id = p_profile_id;
	return 'entered';
end;
$$;

create function private.admit_person(p_command_id uuid, p_profile_id uuid, p_municipality_id uuid, p_specialist boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_status text;
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'admit_person', jsonb_build_array(p_profile_id, p_municipality_id, p_specialist));
	if v_stored is not null then return v_stored; end if;
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	v_status := private.lock_proven_person(p_profile_id);
	if v_status is null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'profile_id', 'reason', 'unknown'));
	end if;
	if v_status = 'active' then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'already_active'));
	end if;
	-- Locked: it must not leave between this look and the admission.
	perform 1 from public.municipalities m where m.municipality_id = p_municipality_id and m.left_at is null for key share;
	if not found then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'municipality_id', 'reason', 'unknown'));
	end if;
	update public.profiles set status = 'active', municipality_id = p_municipality_id where profile_id = p_profile_id;
	if coalesce(p_specialist, false) then
		insert into public.roles (profile_id, role) values (p_profile_id, 'specialist') on conflict do nothing;
	end if;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'admitted'));
end;
$$;

create function private.turn_away_person(p_command_id uuid, p_profile_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_status text;
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'turn_away_person', jsonb_build_array(p_profile_id));
	if v_stored is not null then return v_stored; end if;
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	v_status := private.lock_proven_person(p_profile_id);
	if v_status = 'pending' then
		update public.profiles set status = 'left' where profile_id = p_profile_id;
	end if;
	return private.finish_command(p_command_id, case
		when v_status is null then jsonb_build_object('outcome', 'invalid', 'field', 'profile_id', 'reason', 'unknown')
		when v_status = 'active' then jsonb_build_object('outcome', 'already_active')
		else jsonb_build_object('outcome', 'turned_away') end);
end;
$$;

create function private.reconsider_person(p_command_id uuid, p_profile_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_status text;
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'reconsider_person', jsonb_build_array(p_profile_id));
	if v_stored is not null then return v_stored; end if;
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	v_status := private.lock_proven_person(p_profile_id);
	if v_status = 'left' then
		update public.profiles set status = 'pending' where profile_id = p_profile_id;
	end if;
	return private.finish_command(p_command_id, case
		when v_status is null then jsonb_build_object('outcome', 'invalid', 'field', 'profile_id', 'reason', 'unknown')
		when v_status = 'active' then jsonb_build_object('outcome', 'already_active')
		else jsonb_build_object('outcome', 'pending') end);
end;
$$;

create function private.set_person_roles(p_command_id uuid, p_profile_id uuid, p_roles text[]) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'set_person_roles', jsonb_build_array(p_profile_id, to_jsonb(p_roles)));
	if v_stored is not null then return v_stored; end if;
	perform private.guard_coordinators();
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	perform 1 from public.profiles p where p.profile_id = p_profile_id and p.status = 'active' for no key update;
	if not found then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'profile_id', 'reason', 'unknown'));
	end if;
	if p_roles is null or not p_roles <@ array['specialist', 'coordinator', 'office', 'council'] then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'roles', 'reason', 'unknown'));
	end if;
	if not 'coordinator' = any (p_roles) and not exists (
		select 1 from public.roles r join public.profiles p on p.profile_id = r.profile_id and p.status = 'active'
		where r.role = 'coordinator' and r.profile_id <> p_profile_id
	) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'last_coordinator'));
	end if;
	delete from public.roles where profile_id = p_profile_id and role <> all (p_roles);
	insert into public.roles (profile_id, role) select p_profile_id, wanted.role from unnest(p_roles) wanted (role) on conflict do nothing;
	if not 'specialist' = any (p_roles) then
		perform private.leave_all_clusters_of(p_profile_id);
	end if;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'saved'));
end;
$$;

-- What is wrong with a name for this municipality, or null.
create function private.judge_municipality_name(p_municipality_id uuid, p_name text) returns jsonb
language sql stable set search_path = '' as $$
	select case
		when p_name = '' then jsonb_build_object('outcome', 'invalid', 'field', 'name', 'reason', 'missing')
		when char_length(p_name) > 80 then jsonb_build_object('outcome', 'invalid', 'field', 'name', 'reason', 'too_long')
		when exists (select 1 from public.municipalities m where lower(m.name) = lower(p_name) and m.municipality_id <> p_municipality_id)
			then jsonb_build_object('outcome', 'invalid', 'field', 'name', 'reason', 'exists')
	end;
$$;
revoke all on function private.judge_municipality_name(uuid, text) from public;

create function private.add_municipality(p_command_id uuid, p_municipality_id uuid, p_name text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_name text := private.one_line(p_name);
	v_stored jsonb;
	v_wrong jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'add_municipality', jsonb_build_array(p_municipality_id, p_name));
	if v_stored is not null then return v_stored; end if;
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	-- One after the other: two who add the same name at once would meet at its index.
	perform pg_advisory_xact_lock(hashtextextended('rufkreis municipalities', 0));
	v_wrong := case
		when p_municipality_id is null then jsonb_build_object('outcome', 'invalid', 'field', 'municipality_id', 'reason', 'missing')
		when exists (select 1 from public.municipalities m where m.municipality_id = p_municipality_id)
			then jsonb_build_object('outcome', 'invalid', 'field', 'municipality_id', 'reason', 'exists')
		else private.judge_municipality_name(p_municipality_id, v_name)
	end;
	if v_wrong is not null then
		return private.finish_command(p_command_id, v_wrong);
	end if;
	insert into public.municipalities (municipality_id, slug, name) values (p_municipality_id, private.slug_for(v_name), v_name);
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'added'));
end;
$$;

-- The slug stays: addresses that name it go on working.
create function private.rename_municipality(p_command_id uuid, p_municipality_id uuid, p_name text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_name text := private.one_line(p_name);
	v_stored jsonb;
	v_wrong jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'rename_municipality', jsonb_build_array(p_municipality_id, p_name));
	if v_stored is not null then return v_stored; end if;
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	perform pg_advisory_xact_lock(hashtextextended('rufkreis municipalities', 0));
	v_wrong := case
		when not exists (select 1 from public.municipalities m where m.municipality_id = p_municipality_id)
			then jsonb_build_object('outcome', 'invalid', 'field', 'municipality_id', 'reason', 'unknown')
		else private.judge_municipality_name(p_municipality_id, v_name)
	end;
	if v_wrong is not null then
		return private.finish_command(p_command_id, v_wrong);
	end if;
	update public.municipalities set name = v_name where municipality_id = p_municipality_id and name <> v_name;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'saved'));
end;
$$;

-- Its rows stay. Its people are pending: what they had taken is open again, roles and memberships end. Its own unsolved requests stay where
-- they are, in clusters whose members go on seeing them; coordination sees all of them and is told how many there are.
create function private.leave_municipality(p_command_id uuid, p_municipality_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_town public.municipalities;
	v_person uuid;
	v_people integer := 0;
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'leave_municipality', jsonb_build_array(p_municipality_id));
	if v_stored is not null then return v_stored; end if;
	perform private.guard_coordinators();
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	select * into v_town from public.municipalities m where m.municipality_id = p_municipality_id for update;
	if v_town.municipality_id is null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'municipality_id', 'reason', 'unknown'));
	end if;
	if v_town.left_at is not null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'already_left'));
	end if;
	if not exists (
		select 1 from public.roles r join public.profiles p on p.profile_id = r.profile_id and p.status = 'active'
		where r.role = 'coordinator' and p.municipality_id <> p_municipality_id
	) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'last_coordinator'));
	end if;
	update public.municipalities set left_at = now() where municipality_id = p_municipality_id;
	for v_person in
		update public.profiles set status = 'pending' where municipality_id = p_municipality_id and status = 'active' returning profile_id
	loop
		perform private.release_all_of(v_person);
		perform private.leave_all_clusters_of(v_person);
		delete from public.roles where profile_id = v_person;
		v_people := v_people + 1;
	end loop;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'left', 'people', v_people, 'requests', (
		select count(*) from public.requests r where r.municipality_id = p_municipality_id and r.status not in ('resolved', 'cancelled'))));
end;
$$;

create function private.return_municipality(p_command_id uuid, p_municipality_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'return_municipality', jsonb_build_array(p_municipality_id));
	if v_stored is not null then return v_stored; end if;
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	if not exists (select 1 from public.municipalities m where m.municipality_id = p_municipality_id) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'municipality_id', 'reason', 'unknown'));
	end if;
	update public.municipalities set left_at = null where municipality_id = p_municipality_id and left_at is not null;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'returned'));
end;
$$;

-- Where anybody gets an address, an address proves nothing. Not every such provider there is, but those that people in town halls have.
create function private.is_public_mail(p_domain text) returns boolean
language sql immutable set search_path = '' as $$
	select p_domain ~ ('^(gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|web|freenet|t-online|magenta|arcor|'
		|| 'posteo|mailbox|proton|protonmail|pm|tutanota|tuta|mail|email|1und1|vodafone|vodafonemail|kabelmail|unitybox|online|o2online|'
		|| 'onlinehome|netcologne|firemail|smart-mail|lycos|fastmail|hey|zoho|yandex|mailinator|trash-mail|wegwerfemail|byom)'
		|| '\.(com|de|net|org|at|ch|eu|info|me|fr|it|co\.uk|ru|app|io)$');
$$;
revoke all on function private.is_public_mail(text) from public;

create function private.add_domain(p_command_id uuid, p_municipality_id uuid, p_domain text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	-- As people write it: capital letters, the sign of an address in front.
	v_domain text := regexp_replace(lower(private.one_line(p_domain)), '^.*@', '');
	v_owner uuid;
	v_admitted integer;
	v_stored jsonb;
	v_wrong jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'add_domain', jsonb_build_array(p_municipality_id, p_domain));
	if v_stored is not null then return v_stored; end if;
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	v_wrong := case
		when not exists (select 1 from public.municipalities m where m.municipality_id = p_municipality_id)
			then jsonb_build_object('field', 'municipality_id', 'reason', 'unknown')
		when v_domain = '' then jsonb_build_object('field', 'domain', 'reason', 'missing')
		when char_length(v_domain) > 253 or v_domain !~ '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$'
			then jsonb_build_object('field', 'domain', 'reason', 'unknown')
		when private.is_public_mail(v_domain) then jsonb_build_object('field', 'domain', 'reason', 'not_allowed')
	end;
	if v_wrong is not null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid') || v_wrong);
	end if;
	insert into private.municipality_domains (domain, municipality_id) values (v_domain, p_municipality_id) on conflict (domain) do nothing;
	select d.municipality_id into v_owner from private.municipality_domains d where d.domain = v_domain;
	if v_owner <> p_municipality_id then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'belongs_to', 'municipality',
			(select m.name from public.municipalities m where m.municipality_id = v_owner)));
	end if;
	-- Who waits with such an address need not open the app first.
	select count(*) into v_admitted from (
		select private.admit_by_address(u.id) as outcome
		from auth.users u join public.profiles p on p.profile_id = u.id and p.status = 'pending'
		where u.email_confirmed_at is not null and substring(lower(u.email) from '@([^@]+)$') = v_domain
	) a where a.outcome = 'entered';
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'added', 'domain', v_domain, 'admitted', v_admitted));
end;
$$;

create function private.remove_domain(p_command_id uuid, p_domain text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'remove_domain', jsonb_build_array(p_domain));
	if v_stored is not null then return v_stored; end if;
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	delete from private.municipality_domains where domain = lower(private.one_line(p_domain));
	return private.finish_command(p_command_id, jsonb_build_object('outcome', case when found then 'removed' else 'not_there' end));
end;
$$;

-- Definer: addresses and domains are nobody's to read; coordination decides about them.
create function private.coordination_overview() returns jsonb
language sql stable security definer set search_path = '' as $$
	select case when not private.is_coordinator() then jsonb_build_object('outcome', 'not_allowed') else jsonb_build_object(
		'outcome', 'overview',
		'people', (
			select coalesce(jsonb_agg(jsonb_build_object('profile_id', p.profile_id, 'name', p.display_name, 'email', u.email,
				'came_at', u.created_at, 'status', p.status, 'municipality', m.name) order by u.created_at, p.profile_id), '[]')
			from public.profiles p join auth.users u on u.id = p.profile_id and u.email_confirmed_at is not null
			left join public.municipalities m on m.municipality_id = p.municipality_id
			where p.status <> 'active'),
		'municipalities', (
			select coalesce(jsonb_agg(jsonb_build_object('municipality_id', m.municipality_id, 'name', m.name, 'left_at', m.left_at,
				'domains', array(select d.domain from private.municipality_domains d where d.municipality_id = m.municipality_id order by 1),
				'people', (select count(*) from public.profiles p where p.municipality_id = m.municipality_id and p.status = 'active'),
				'requests', (select count(*) from public.requests r
					where r.municipality_id = m.municipality_id and r.status not in ('resolved', 'cancelled'))) order by m.name), '[]')
			from public.municipalities m)
	) end;
$$;
revoke all on function private.admit_person(uuid, uuid, uuid, boolean), private.turn_away_person(uuid, uuid), private.reconsider_person(uuid, uuid),
	private.set_person_roles(uuid, uuid, text[]), private.add_municipality(uuid, uuid, text), private.rename_municipality(uuid, uuid, text),
	private.leave_municipality(uuid, uuid), private.return_municipality(uuid, uuid), private.add_domain(uuid, uuid, text),
	private.remove_domain(uuid, text), private.coordination_overview() from public;
grant execute on function private.admit_person(uuid, uuid, uuid, boolean), private.turn_away_person(uuid, uuid), private.reconsider_person(uuid, uuid),
	private.set_person_roles(uuid, uuid, text[]), private.add_municipality(uuid, uuid, text), private.rename_municipality(uuid, uuid, text),
	private.leave_municipality(uuid, uuid), private.return_municipality(uuid, uuid), private.add_domain(uuid, uuid, text),
	private.remove_domain(uuid, text), private.coordination_overview() to authenticated;

create function public.admit_person(command_id uuid, profile_id uuid, municipality_id uuid, specialist boolean) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.admit_person(command_id, profile_id, municipality_id, specialist);
$$;
create function public.turn_away_person(command_id uuid, profile_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.turn_away_person(command_id, profile_id);
$$;
create function public.reconsider_person(command_id uuid, profile_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.reconsider_person(command_id, profile_id);
$$;
create function public.set_person_roles(command_id uuid, profile_id uuid, roles text[]) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.set_person_roles(command_id, profile_id, roles);
$$;
create function public.add_municipality(command_id uuid, municipality_id uuid, name text) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.add_municipality(command_id, municipality_id, name);
$$;
create function public.rename_municipality(command_id uuid, municipality_id uuid, name text) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.rename_municipality(command_id, municipality_id, name);
$$;
create function public.leave_municipality(command_id uuid, municipality_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.leave_municipality(command_id, municipality_id);
$$;
create function public.return_municipality(command_id uuid, municipality_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.return_municipality(command_id, municipality_id);
$$;
create function public.add_domain(command_id uuid, municipality_id uuid, domain text) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.add_domain(command_id, municipality_id, domain);
$$;
create function public.remove_domain(command_id uuid, domain text) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.remove_domain(command_id, domain);
$$;
create function public.coordination_overview() returns jsonb
language sql stable security invoker set search_path = '' as $$
	select private.coordination_overview();
$$;
revoke all on function public.admit_person(uuid, uuid, uuid, boolean), public.turn_away_person(uuid, uuid), public.reconsider_person(uuid, uuid),
	public.set_person_roles(uuid, uuid, text[]), public.add_municipality(uuid, uuid, text), public.rename_municipality(uuid, uuid, text),
	public.leave_municipality(uuid, uuid), public.return_municipality(uuid, uuid), public.add_domain(uuid, uuid, text),
	public.remove_domain(uuid, text), public.coordination_overview() from public, anon;
grant execute on function public.admit_person(uuid, uuid, uuid, boolean), public.turn_away_person(uuid, uuid), public.reconsider_person(uuid, uuid),
	public.set_person_roles(uuid, uuid, text[]), public.add_municipality(uuid, uuid, text), public.rename_municipality(uuid, uuid, text),
	public.leave_municipality(uuid, uuid), public.return_municipality(uuid, uuid), public.add_domain(uuid, uuid, text),
	public.remove_domain(uuid, text), public.coordination_overview() to authenticated;
