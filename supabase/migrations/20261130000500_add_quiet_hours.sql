-- Why: whoever can be woken says when that is worth it: quiet hours, public holidays, what breaks through, clusters that are silent, devices that are.
-- Touches: notification_settings (columns quiet_hours, quiet_on_holidays, break_through, paused_until, muted_cluster_ids, its trigger), devices (column
-- alerts, its trigger), cluster_members (trigger), commands set_quiet_hours, set_muted_cluster, set_device_alerts; register_device, device_columns,
-- my_account (same names).
-- Safe: nobody rests until they say so, every device goes on taking alerts; older apps leave the columns out.
-- The pause has its command in a migration of its own: it asks for the rota.
alter table public.notification_settings
	add column quiet_hours jsonb not null default '[]',
	add column quiet_on_holidays boolean not null default false,
	add column break_through smallint not null default 1,
	add column paused_until timestamptz,
	add column muted_cluster_ids uuid[] not null default '{}',
	-- What is no span for certain is not counted: of another type, with a key too few or too many, a day that does not exist. Strict, or a list in the
	-- list would be read as its contents.
	add constraint notification_settings_quiet_hours_known check (
		case when jsonb_typeof(quiet_hours) = 'array' then
			jsonb_array_length(quiet_hours) <= 14
			and jsonb_array_length(quiet_hours) = jsonb_array_length(jsonb_path_query_array(quiet_hours, 'strict $[*] ? (
				@.day >= 1 && @.day <= 7 && @.day == @.day.floor()
				&& @.from like_regex "^([01][0-9]|2[0-3]):[0-5][0-9]$" && @.until like_regex "^([01][0-9]|2[0-3]):[0-5][0-9]$"
				&& !exists (@.keyvalue() ? (@.key != "day" && @.key != "from" && @.key != "until")))'))
		else false end),
	add constraint notification_settings_break_through_known check (break_through between 0 and 4);
comment on column public.notification_settings.quiet_hours is 'Spans [{day, from, until}], day 1 = Monday, times HH:MM of a watch in Saxony. until <= from: until the next day.';
comment on column public.notification_settings.quiet_on_holidays is 'Public holidays of Saxony are quiet all day.';
comment on column public.notification_settings.break_through is 'Requests of this priority or a more urgent one get through quiet hours; 0: none.';
comment on column public.notification_settings.paused_until is 'Until then no alert reaches this person, on call or not. Null or past: no pause.';
comment on column public.notification_settings.muted_cluster_ids is 'Clusters this person stays in without being alerted, unless they are on call there.';

drop trigger notification_settings_tell on public.notification_settings;
create trigger notification_settings_tell
	after insert or update of later, quiet_hours, quiet_on_holidays, break_through, paused_until, muted_cluster_ids on public.notification_settings
	for each row execute function private.tell_owner();

alter table public.devices add column alerts boolean not null default true;
comment on column public.devices.alerts is 'Whether it takes alerts. False: it stays registered and is left out.';

drop trigger devices_tell on public.devices;
create trigger devices_tell after insert or update of profile_id, label, shows_content, alerts, removed_at or delete on public.devices
	for each row execute function private.tell_owner();

-- Whoever comes back to a cluster wants to hear of it: a mute does not outlive the membership, whichever way that ended.
create function private.forget_mute() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	update public.notification_settings set muted_cluster_ids = array_remove(muted_cluster_ids, old.cluster_id)
	where profile_id = old.profile_id and old.cluster_id = any (muted_cluster_ids);
	return null;
end;
$$;
revoke all on function private.forget_mute() from public;
create trigger cluster_members_forget_mute after delete on public.cluster_members for each row execute function private.forget_mute();

create function private.set_quiet_hours(p_command_id uuid, p_quiet_hours jsonb, p_quiet_on_holidays boolean, p_break_through integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_stored jsonb;
	v_constraint text;
begin
	v_stored := private.begin_command(p_command_id, 'set_quiet_hours', jsonb_build_array(p_quiet_hours, p_quiet_on_holidays, p_break_through));
	if v_stored is not null then return v_stored; end if;
	if p_quiet_on_holidays is null then raise exception 'quiet_on_holidays is missing' using errcode = '22004'; end if;
	if not private.is_active() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	if p_break_through is null or p_break_through not between 0 and 4 then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'break_through', 'reason', 'unknown'));
	end if;
	if jsonb_typeof(p_quiet_hours) = 'array' and jsonb_array_length(p_quiet_hours) > 14 then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'quiet_hours', 'reason', 'too_long'));
	end if;
	-- What a span is stands once, in the constraint.
	begin
		insert into public.notification_settings (profile_id, quiet_hours, quiet_on_holidays, break_through)
		values (v_person, coalesce(p_quiet_hours, 'null'), p_quiet_on_holidays, p_break_through)
		on conflict (profile_id) do update set quiet_hours = excluded.quiet_hours, quiet_on_holidays = excluded.quiet_on_holidays,
			break_through = excluded.break_through;
	exception when check_violation then
		get stacked diagnostics v_constraint = constraint_name;
		if v_constraint <> 'notification_settings_quiet_hours_known' then raise; end if;
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'quiet_hours', 'reason', 'unknown'));
	end;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'saved'));
end;
$$;

create function private.set_muted_cluster(p_command_id uuid, p_cluster_id uuid, p_muted boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'set_muted_cluster', jsonb_build_array(p_cluster_id, p_muted));
	if v_stored is not null then return v_stored; end if;
	if p_muted is null then raise exception 'muted is missing' using errcode = '22004'; end if;
	-- Held until this is done: whoever leaves meanwhile takes the mute away after it, not before.
	perform 1 from public.cluster_members m where m.cluster_id = p_cluster_id and m.profile_id = v_person for key share;
	if not found or not private.is_active() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	insert into public.notification_settings as s (profile_id, muted_cluster_ids)
	values (v_person, case when p_muted then array[p_cluster_id] else '{}' end)
	on conflict (profile_id) do update set muted_cluster_ids = case
		when p_muted then array_append(array_remove(s.muted_cluster_ids, p_cluster_id), p_cluster_id)
		else array_remove(s.muted_cluster_ids, p_cluster_id) end;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'saved'));
end;
$$;

create function private.set_device_alerts(p_command_id uuid, p_device_id uuid, p_alerts boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'set_device_alerts', jsonb_build_array(p_device_id, p_alerts));
	if v_stored is not null then return v_stored; end if;
	if p_alerts is null then raise exception 'alerts is missing' using errcode = '22004'; end if;
	update public.devices set alerts = p_alerts
	where device_id = p_device_id and profile_id = (select auth.uid()) and removed_at is null;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', case when found then 'saved' else 'not_allowed' end));
end;
$$;
revoke all on function private.set_quiet_hours(uuid, jsonb, boolean, integer), private.set_muted_cluster(uuid, uuid, boolean),
	private.set_device_alerts(uuid, uuid, boolean) from public;
grant execute on function private.set_quiet_hours(uuid, jsonb, boolean, integer), private.set_muted_cluster(uuid, uuid, boolean),
	private.set_device_alerts(uuid, uuid, boolean) to authenticated;

create function public.set_quiet_hours(command_id uuid, quiet_hours jsonb, quiet_on_holidays boolean, break_through integer) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.set_quiet_hours(command_id, quiet_hours, quiet_on_holidays, break_through);
$$;
create function public.set_muted_cluster(command_id uuid, cluster_id uuid, muted boolean) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.set_muted_cluster(command_id, cluster_id, muted);
$$;
create function public.set_device_alerts(command_id uuid, device_id uuid, alerts boolean) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.set_device_alerts(command_id, device_id, alerts);
$$;
revoke all on function public.set_quiet_hours(uuid, jsonb, boolean, integer), public.set_muted_cluster(uuid, uuid, boolean),
	public.set_device_alerts(uuid, uuid, boolean) from public, anon;
grant execute on function public.set_quiet_hours(uuid, jsonb, boolean, integer), public.set_muted_cluster(uuid, uuid, boolean),
	public.set_device_alerts(uuid, uuid, boolean) to authenticated;

create or replace function private.register_device(
	p_command_id uuid, p_device_id uuid, p_endpoint text, p_p256dh text, p_auth text, p_label text, p_platform text
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_label text := private.one_line(p_label);
	v_platform text := private.one_line(p_platform);
	v_host text := private.push_host(p_endpoint);
	v_shows_content boolean;
	v_alerts boolean;
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
	-- A browser that lost its name and comes as another device of the same person shows and takes no more than it did before.
	select former.shows_content, former.alerts into v_shows_content, v_alerts
	from private.push_endpoints e join public.devices former on former.device_id = e.device_id
	where e.endpoint = p_endpoint and former.profile_id = v_person;
	insert into public.devices as v (device_id, profile_id, label, platform, shows_content, alerts)
	values (p_device_id, v_person, v_label, v_platform, coalesce(v_shows_content, true), coalesce(v_alerts, true))
	on conflict (device_id) do update set label = excluded.label, platform = excluded.platform
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
	perform private.note_sign_of_life(p_device_id, v_person);
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'registered', 'device_id', p_device_id));
end;
$$;

-- The columns a device gets of each of its tables. What is not listed does not travel.
create or replace function private.device_columns(p_table text) returns text[]
language sql immutable set search_path = '' as $$
	select case p_table
		when 'municipalities' then array['municipality_id', 'slug', 'name', 'left_at']
		when 'buildings' then array['building_id', 'municipality_id', 'name', 'address', 'removed_at']
		when 'profiles' then array['profile_id', 'display_name', 'municipality_id', 'building_id', 'status', 'language']
		when 'profile_contacts' then array['profile_id', 'phone', 'email']
		when 'roles' then array['role_id', 'profile_id', 'role']
		when 'clusters' then array['cluster_id', 'slug', 'name', 'description', 'position']
		when 'cluster_members' then array['cluster_member_id', 'cluster_id', 'profile_id', 'role', 'paused_until', 'joined_at']
		when 'requests' then array['request_id', 'number', 'title', 'kind', 'priority', 'status', 'cluster_id', 'municipality_id', 'accepted_by',
			'accepted_at', 'alert_round', 'created_at']
		when 'request_details' then array['request_id', 'requester_id', 'body', 'place', 'callback']
		when 'request_events' then array['request_event_id', 'request_id', 'kind', 'actor_id', 'facts', 'happened_at']
		when 'request_people' then array['request_person_id', 'request_id', 'profile_id', 'role']
		when 'attachments' then array['attachment_id', 'request_id', 'uploader_id', 'name', 'content_type', 'bytes', 'created_at']
		when 'articles' then array['article_id', 'cluster_id', 'author_id', 'title', 'summary', 'body', 'status', 'updated_at', 'published_at']
		when 'devices' then array['device_id', 'profile_id', 'label', 'platform', 'registered_at', 'last_seen_at', 'shows_content', 'alerts', 'removed_at']
		when 'notification_settings' then array['profile_id', 'later', 'quiet_hours', 'quiet_on_holidays', 'break_through', 'paused_until',
			'muted_cluster_ids']
	end;
$$;

create or replace function private.my_account() returns jsonb
language sql stable security definer set search_path = '' as $$
	select jsonb_build_object(
		'profile', (
			select jsonb_build_object('name', p.display_name, 'status', p.status, 'language', p.language, 'municipality', m.name,
				'building', b.name || case when b.address = '' then '' else ', ' || b.address end)
			from public.profiles p left join public.municipalities m on m.municipality_id = p.municipality_id
			left join public.buildings b on b.building_id = p.building_id where p.profile_id = me.id),
		'contact', private.my_contact(),
		'since', (select u.created_at from auth.users u where u.id = me.id),
		'roles', array(select r.role from public.roles r where r.profile_id = me.id order by 1),
		'clusters', (
			select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'role', k.role, 'joined_at', k.joined_at, 'paused_until', k.paused_until)
				order by c.position), '[]')
			from public.cluster_members k join public.clusters c on c.cluster_id = k.cluster_id where k.profile_id = me.id),
		'devices', (
			select coalesce(jsonb_agg(jsonb_build_object('label', v.label, 'platform', v.platform, 'registered_at', v.registered_at,
				'last_seen_at', v.last_seen_at, 'shows_content', v.shows_content, 'alerts', v.alerts, 'removed_at', v.removed_at) order by v.registered_at), '[]')
			from public.devices v where v.profile_id = me.id),
		'asked', (
			select coalesce(jsonb_agg(jsonb_build_object('number', r.number, 'title', r.title, 'status', r.status, 'created_at', r.created_at,
				'body', d.body, 'place', d.place, 'callback', d.callback) order by r.number), '[]')
			from public.request_details d join public.requests r on r.request_id = d.request_id where d.requester_id = me.id),
		'accepted', (
			select coalesce(jsonb_agg(jsonb_build_object('number', r.number, 'title', r.title, 'status', r.status, 'accepted_at', r.accepted_at)
				order by r.number), '[]')
			from public.requests r where r.accepted_by = me.id),
		'helping', (
			select coalesce(jsonb_agg(jsonb_build_object('number', r.number, 'title', r.title, 'status', r.status) order by r.number), '[]')
			from public.request_people h join public.requests r on r.request_id = h.request_id where h.profile_id = me.id),
		'events', (
			select coalesce(jsonb_agg(jsonb_build_object('number', r.number, 'kind', e.kind, 'available_at', e.facts -> 'available_at',
				'happened_at', e.happened_at)
				order by e.happened_at), '[]')
			from public.request_events e join public.requests r on r.request_id = e.request_id where e.actor_id = me.id),
		'later', (select s.later from public.notification_settings s where s.profile_id = me.id),
		'rest', (
			select jsonb_build_object('quiet_hours', s.quiet_hours, 'quiet_on_holidays', s.quiet_on_holidays, 'break_through', s.break_through,
				'paused_until', s.paused_until, 'muted', array(
					select c.name from public.clusters c where c.cluster_id = any (s.muted_cluster_ids) order by c.position))
			from public.notification_settings s where s.profile_id = me.id),
		'files', (
			select coalesce(jsonb_agg(jsonb_build_object('name', a.name, 'content_type', a.content_type, 'bytes', a.bytes,
				'created_at', a.created_at) order by a.created_at), '[]')
			from public.attachments a where a.uploader_id = me.id),
		'articles', (
			select coalesce(jsonb_agg(jsonb_build_object('title', a.title, 'summary', a.summary, 'body', a.body, 'status', a.status,
				'updated_at', a.updated_at) order by a.updated_at), '[]')
			from public.articles a where a.author_id = me.id),
		'commands', (
			select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'created_at', c.created_at) order by c.created_at), '[]')
			from private.commands c where c.profile_id = me.id)
	) from (select auth.uid() as id) me;
$$;
