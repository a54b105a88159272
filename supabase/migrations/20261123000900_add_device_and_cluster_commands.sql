-- Why: a person's devices, memberships and language, changed by the person alone.
-- Touches: functions only.
-- Safe: new names.
create function private.remove_device_of(p_device_id uuid, p_profile_id uuid) returns boolean
language plpgsql set search_path = '' as $$
begin
	update public.devices set removed_at = now() where device_id = p_device_id and profile_id = p_profile_id and removed_at is null;
	if not found then return false; end if;
	delete from private.push_endpoints where device_id = p_device_id;
	update private.deliveries set state = 'gone' where device_id = p_device_id and state in ('queued', 'sending');
	return true;
end;
$$;

create function private.register_device(
	p_command_id uuid, p_device_id uuid, p_endpoint text, p_p256dh text, p_auth text, p_label text, p_platform text
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_label text := private.one_line(p_label);
	v_platform text := private.one_line(p_platform);
	v_host text := private.push_host(p_endpoint);
	v_stored jsonb;
	v_wrong jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'register_device', jsonb_build_array(p_device_id, p_endpoint, p_p256dh, p_auth, p_label, p_platform));
	if v_stored is not null then return v_stored; end if;

	perform 1 from public.profiles p where p.profile_id = v_person and p.status = 'active' for no key update;
	if not found then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	v_wrong := case
		when p_device_id is null then jsonb_build_object('field', 'device_id', 'reason', 'missing')
		when v_label = '' then jsonb_build_object('field', 'label', 'reason', 'missing')
		when char_length(v_label) > 80 then jsonb_build_object('field', 'label', 'reason', 'too_long')
		when v_platform = '' then jsonb_build_object('field', 'platform', 'reason', 'missing')
		when char_length(v_platform) > 40 then jsonb_build_object('field', 'platform', 'reason', 'too_long')
		when char_length(coalesce(p_endpoint, '')) > 2000 then jsonb_build_object('field', 'endpoint', 'reason', 'too_long')
		-- Only as browsers write it (lower case, no default port, no fragment): another spelling would be a second device for one phone.
		when v_host is null or p_endpoint !~ '^https://[a-z0-9.:-]+/[^#\\]+$' or p_endpoint ~ '^[^/]+//[^/]+:443/'
			then jsonb_build_object('field', 'endpoint', 'reason', 'unknown')
		-- An uncompressed P-256 point (65 bytes) and a 16 byte secret in base64url, RFC 8291.
		when coalesce(p_p256dh, '') !~ '^B[A-Za-z0-9_-]{86}=?$' then jsonb_build_object('field', 'p256dh', 'reason', 'unknown')
		when coalesce(p_auth, '') !~ '^[A-Za-z0-9_-]{22}(==)?$' then jsonb_build_object('field', 'auth', 'reason', 'unknown')
		-- Ids of other people's devices answer like ids that are merely used up.
		when exists (select 1 from public.devices v where v.device_id = p_device_id and (v.profile_id <> v_person or v.removed_at is not null))
			then jsonb_build_object('field', 'device_id', 'reason', 'exists')
	end;
	if v_wrong is not null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid') || v_wrong);
	end if;
	if not exists (select 1 from public.devices v where v.device_id = p_device_id)
		and (select count(*) from public.devices v where v.profile_id = v_person and v.removed_at is null) >= 20 then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'too_many'));
	end if;

	-- One after the other per endpoint, before any row is locked: two people who sign in on one phone would meet at its unique name.
	perform pg_advisory_xact_lock(hashtextextended(p_endpoint, 0));
	insert into public.devices as v (device_id, profile_id, label, platform) values (p_device_id, v_person, v_label, v_platform)
	on conflict (device_id) do update set label = excluded.label, platform = excluded.platform, last_seen_at = now()
		where v.profile_id = v_person and v.removed_at is null;
	if not found then
		-- Somebody else used this id in the meantime.
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'device_id', 'reason', 'exists'));
	end if;
	-- An endpoint is one browser on one phone: whoever registers it last is the one holding it. The former device and its tickets die.
	perform private.remove_device_of(v.device_id, v.profile_id)
	from private.push_endpoints e join public.devices v on v.device_id = e.device_id
	where e.endpoint = p_endpoint and e.device_id <> p_device_id;
	insert into private.push_endpoints (device_id, endpoint, host, p256dh, auth) values (p_device_id, p_endpoint, v_host, p_p256dh, p_auth)
	on conflict (device_id) do update set endpoint = excluded.endpoint, host = excluded.host, p256dh = excluded.p256dh, auth = excluded.auth,
		failures_in_a_row = 0, quarantined_at = null;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'registered', 'device_id', p_device_id));
end;
$$;

create function private.remove_device(p_command_id uuid, p_device_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'remove_device', jsonb_build_array(p_device_id));
	if v_stored is not null then return v_stored; end if;
	return private.finish_command(p_command_id, jsonb_build_object('outcome',
		case when private.remove_device_of(p_device_id, (select auth.uid())) then 'removed' else 'not_allowed' end));
end;
$$;

create function private.join_cluster(p_command_id uuid, p_cluster_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'join_cluster', jsonb_build_array(p_cluster_id));
	if v_stored is not null then return v_stored; end if;
	if not private.is_specialist() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	if not exists (select 1 from public.clusters c where c.cluster_id = p_cluster_id) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'cluster_id', 'reason', 'unknown'));
	end if;
	insert into public.cluster_members (cluster_id, profile_id) values (p_cluster_id, (select auth.uid())) on conflict do nothing;
	if not found then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'already_member'));
	end if;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'joined'));
end;
$$;

create function private.leave_cluster(p_command_id uuid, p_cluster_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'leave_cluster', jsonb_build_array(p_cluster_id));
	if v_stored is not null then return v_stored; end if;
	delete from public.cluster_members where cluster_id = p_cluster_id and profile_id = (select auth.uid());
	if not found then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_member'));
	end if;
	-- What is on its way to this person's devices is no longer theirs to answer.
	update private.deliveries d set state = 'superseded' from public.requests r
	where r.request_id = d.request_id and r.cluster_id = p_cluster_id and d.profile_id = (select auth.uid()) and d.state = 'queued';
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'left'));
end;
$$;

create function private.set_language(p_command_id uuid, p_language text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'set_language', jsonb_build_array(p_language));
	if v_stored is not null then return v_stored; end if;
	if p_language is null or p_language not in ('de', 'en') then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'language', 'reason', 'unknown'));
	end if;
	update public.profiles set language = p_language where profile_id = (select auth.uid());
	return private.finish_command(p_command_id, jsonb_build_object('outcome', case when found then 'saved' else 'not_allowed' end));
end;
$$;
revoke all on function private.remove_device_of(uuid, uuid), private.register_device(uuid, uuid, text, text, text, text, text), private.remove_device(uuid, uuid),
	private.join_cluster(uuid, uuid), private.leave_cluster(uuid, uuid), private.set_language(uuid, text) from public;
grant execute on function private.register_device(uuid, uuid, text, text, text, text, text), private.remove_device(uuid, uuid),
	private.join_cluster(uuid, uuid), private.leave_cluster(uuid, uuid), private.set_language(uuid, text) to authenticated;

create function public.register_device(command_id uuid, device_id uuid, endpoint text, p256dh text, auth text, label text, platform text) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.register_device(command_id, device_id, endpoint, p256dh, auth, label, platform);
$$;
create function public.remove_device(command_id uuid, device_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.remove_device(command_id, device_id);
$$;
create function public.join_cluster(command_id uuid, cluster_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.join_cluster(command_id, cluster_id);
$$;
create function public.leave_cluster(command_id uuid, cluster_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.leave_cluster(command_id, cluster_id);
$$;
create function public.set_language(command_id uuid, language text) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.set_language(command_id, language);
$$;
revoke all on function public.register_device(uuid, uuid, text, text, text, text, text), public.remove_device(uuid, uuid),
	public.join_cluster(uuid, uuid), public.leave_cluster(uuid, uuid), public.set_language(uuid, text) from public, anon;
grant execute on function public.register_device(uuid, uuid, text, text, text, text, text), public.remove_device(uuid, uuid),
	public.join_cluster(uuid, uuid), public.leave_cluster(uuid, uuid), public.set_language(uuid, text) to authenticated;
