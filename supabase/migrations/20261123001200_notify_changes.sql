-- Why: an open screen learns of other people's changes at once instead of with its next sweep; devices pull when they are told.
-- Touches: private.tell, trigger functions, triggers on requests, request_details, request_events, cluster_members, devices, private.scopes.
-- Safe: new names; nobody needs to listen. A rolled-back transaction tells nobody, equal words of one transaction are told once.

-- What is said on the channel "rufkreis_changes", never more than a kind and an id:
--   cluster <cluster_id>   something its members (and coordination, who sees all) may see changed
--   network                something every specialist may see changed: a request is, or was until now, open
--   person <profile_id>    something of this person changed: a request they asked or took, a device
--   scope <profile_id>     what this person may see changed as a whole: membership, role, status, municipality
create function private.tell(p_kind text, p_id uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
	if p_id is not null then
		perform pg_catalog.pg_notify('rufkreis_changes', p_kind || ' ' || p_id::text);
	end if;
end;
$$;
revoke all on function private.tell(text, uuid) from public;

-- Definer, as all of them: whoever may change the table that carries the trigger need not be able to read in private or the other side's rows.
create function private.tell_of_request() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	perform private.tell('cluster', new.cluster_id);
	perform private.tell('person', new.accepted_by);
	-- While it is inserted there are no details yet; their own trigger tells the requester.
	perform private.tell('person', d.requester_id) from public.request_details d where d.request_id = new.request_id;
	if tg_op = 'UPDATE' then
		perform private.tell('cluster', old.cluster_id);
		perform private.tell('person', old.accepted_by);
	end if;
	if new.status = 'open' or (tg_op = 'UPDATE' and old.status = 'open') then
		perform pg_catalog.pg_notify('rufkreis_changes', 'network');
	end if;
	return null;
end;
$$;

-- Of the parts of a case that only its people see.
create function private.tell_of_case() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	perform private.tell('cluster', r.cluster_id), private.tell('person', r.accepted_by), private.tell('person', d.requester_id)
	from public.requests r left join public.request_details d on d.request_id = r.request_id
	where r.request_id = new.request_id;
	return null;
end;
$$;

create function private.tell_of_membership() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	perform private.tell('cluster', old.cluster_id), private.tell('person', old.profile_id);
	perform private.tell('cluster', new.cluster_id), private.tell('person', new.profile_id);
	return null;
end;
$$;

create function private.tell_owner() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	perform private.tell('person', old.profile_id), private.tell('person', new.profile_id);
	return null;
end;
$$;

create function private.tell_of_scope() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	perform private.tell('scope', coalesce(new.profile_id, old.profile_id));
	return null;
end;
$$;
revoke all on function private.tell_of_request(), private.tell_of_case(), private.tell_of_membership(), private.tell_owner(), private.tell_of_scope() from public;

create trigger requests_tell after insert or update on public.requests
	for each row execute function private.tell_of_request();
-- Not when a case is only stamped anew: whatever did that has told already.
create trigger request_details_tell after insert or update of body, place, callback, requester_id on public.request_details
	for each row execute function private.tell_of_case();
create trigger request_events_tell after insert on public.request_events
	for each row execute function private.tell_of_case();
create trigger cluster_members_tell after insert or update or delete on public.cluster_members
	for each row execute function private.tell_of_membership();
-- Signs of life (last_seen_at) are no news to the other devices of the person.
create trigger devices_tell after insert or update of profile_id, label, removed_at or delete on public.devices
	for each row execute function private.tell_owner();
create trigger scopes_tell after insert or update or delete on private.scopes
	for each row execute function private.tell_of_scope();
