-- Why: two hands more at a switchboard that is down; whoever helps along is seen by both sides, and the request stays with who has it.
-- Touches: request_people, commands join_request and leave_request; restamp_case.
-- Safe: new names; an older app leaves the table out.
create table public.request_people (
	request_person_id uuid primary key default gen_random_uuid(),
	request_id uuid not null references public.requests on delete cascade,
	profile_id uuid not null references public.profiles,
	role text not null default 'helper',
	rev xid8 not null default pg_current_xact_id(),
	constraint request_people_once unique (request_id, profile_id),
	constraint request_people_role_known check (role in ('helper'))
);
comment on table public.request_people is 'Who helps along in a case beside whoever has it. Members of its cluster only; no times are kept.';
create index request_people_profile on public.request_people (profile_id);
create index request_people_rev on public.request_people (rev);

create trigger request_people_stamp_rev before update on public.request_people for each row execute function private.stamp_rev();
create trigger request_people_leave_tombstone after delete on public.request_people
	for each row execute function private.leave_tombstone('request_person_id');

-- Definer: whoever may change the table need not be able to read the case.
create function private.tell_of_request_person() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	perform private.tell('cluster', r.cluster_id), private.tell('person', r.accepted_by), private.tell('person', d.requester_id)
	from public.requests r left join public.request_details d on d.request_id = r.request_id
	where r.request_id = coalesce(new.request_id, old.request_id);
	return null;
end;
$$;
revoke all on function private.tell_of_request_person() from public;
create trigger request_people_tell after insert or delete on public.request_people
	for each row execute function private.tell_of_request_person();

alter table public.request_people enable row level security;
grant select on public.request_people to authenticated;
grant select, insert, update, delete on public.request_people to service_role;
-- Looked up by key, under the policy of request_details; a plain value, as with events.
create policy "its people and its cluster read who helps along" on public.request_people for select to authenticated
	using ((select true from public.request_details d where d.request_id = request_people.request_id));
create policy "sessions read by code only" on public.request_people as restrictive for select to authenticated
	using ((select private.is_by_code()));

-- As before, and who helps along is stamped with the rest of the case.
create or replace function private.restamp_case() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
	v_time timestamptz := private.scope_time(new.status, new.created_at);
begin
	update public.request_details set scope_cluster_id = new.cluster_id, scope_time = v_time where request_id = new.request_id;
	update public.attachments set scope_cluster_id = new.cluster_id, scope_time = v_time where request_id = new.request_id;
	update public.request_events set rev = rev where request_id = new.request_id;
	update public.request_people set rev = rev where request_id = new.request_id;
	update public.profile_contacts set rev = rev where profile_id in (old.accepted_by, new.accepted_by);
	return null;
end;
$$;

-- Whoever has it does not help along, and in another cluster only those help on who are members there. Definer, as restamp_case.
create function private.part_helpers() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	delete from public.request_people h
	where h.request_id = new.request_id and (h.profile_id = new.accepted_by or not exists (
		select 1 from public.cluster_members m where m.cluster_id = new.cluster_id and m.profile_id = h.profile_id));
	return null;
end;
$$;
revoke all on function private.part_helpers() from public;
create trigger requests_part_helpers after update on public.requests for each row
	when (old.accepted_by is distinct from new.accepted_by or old.cluster_id is distinct from new.cluster_id)
	execute function private.part_helpers();

-- With membership ends what it allowed.
create function private.stop_helping() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	delete from public.request_people h using public.requests r
	where h.profile_id = old.profile_id and r.request_id = h.request_id and r.cluster_id = old.cluster_id;
	return null;
end;
$$;
revoke all on function private.stop_helping() from public;
create trigger cluster_members_stop_helping after delete on public.cluster_members for each row execute function private.stop_helping();

create function private.join_request(p_command_id uuid, p_request_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_request public.requests;
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'join_request', jsonb_build_array(p_request_id));
	if v_stored is not null then return v_stored; end if;
	select * into v_request from public.requests r where r.request_id = p_request_id for no key update;
	-- Held, so that whoever leaves at this moment does not go on helping.
	perform 1 from public.cluster_members m where m.cluster_id = v_request.cluster_id and m.profile_id = v_person for key share;
	if not private.may_help(v_person, p_request_id) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	if v_request.status in ('resolved', 'cancelled') then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'closed'));
	end if;
	if v_request.accepted_by = v_person then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'already_yours', 'request', private.request_receipt(p_request_id)));
	end if;
	insert into public.request_people (request_id, profile_id) values (p_request_id, v_person) on conflict (request_id, profile_id) do nothing;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', case when found then 'joined' else 'already_helping' end));
end;
$$;

-- Always possible, like leaving a cluster.
create function private.leave_request(p_command_id uuid, p_request_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'leave_request', jsonb_build_array(p_request_id));
	if v_stored is not null then return v_stored; end if;
	delete from public.request_people where request_id = p_request_id and profile_id = (select auth.uid());
	return private.finish_command(p_command_id, jsonb_build_object('outcome', case when found then 'left' else 'not_helping' end));
end;
$$;
revoke all on function private.join_request(uuid, uuid), private.leave_request(uuid, uuid) from public;
grant execute on function private.join_request(uuid, uuid), private.leave_request(uuid, uuid) to authenticated;

create function public.join_request(command_id uuid, request_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.join_request(command_id, request_id);
$$;
create function public.leave_request(command_id uuid, request_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.leave_request(command_id, request_id);
$$;
revoke all on function public.join_request(uuid, uuid), public.leave_request(uuid, uuid) from public, anon;
grant execute on function public.join_request(uuid, uuid), public.leave_request(uuid, uuid) to authenticated;
