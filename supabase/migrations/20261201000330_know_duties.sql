-- Why: when somebody is on call is theirs to know and to take along, and whoever deletes their account can no longer be called: their turns to come
-- are nobody's, which is a gap that topic owners see. What is over stays, as all history does, without a name.
-- Touches: private.leave_rota_of, my_account and delete_account (same names).
-- Safe: older apps leave out what they do not know.

-- From now on. A turn of a rotation stays in its place, because without it everybody else's weeks would move. Whoever stands in for the person
-- has agreed to come: they are planned themselves then.
create function private.leave_rota_of(p_profile_id uuid) returns void
language plpgsql set search_path = '' as $$
declare
	v_shift record;
begin
	for v_shift in
		select s.shift_id, s.cluster_id, s.profile_id, s.during from private.shifts s
		where s.kind = 'substitute' and s.stands_in_for = p_profile_id and upper(s.during) > now()
	loop
		insert into private.shifts (cluster_id, profile_id, during)
		select v_shift.cluster_id, v_shift.profile_id, unnest(duty.during - coalesce((
				select range_agg(s.during) from private.shifts s
				where s.cluster_id = v_shift.cluster_id and s.profile_id = v_shift.profile_id and s.kind = 'planned'), '{}'::tstzmultirange))
		from private.planned_between(v_shift.cluster_id, greatest(lower(v_shift.during), now()), upper(v_shift.during)) duty
		where duty.profile_id = p_profile_id;
	end loop;

	-- What is planned later on is nobody's; what others are planned for instead of it ends.
	insert into private.shifts (cluster_id, profile_id, during)
	select s.cluster_id, null, tstzrange(greatest(lower(s.during), now()), upper(s.during)) from private.shifts s
	where s.kind = 'planned' and s.profile_id = p_profile_id and upper(s.during) > now();
	delete from private.shifts s where p_profile_id in (s.profile_id, s.stands_in_for) and lower(s.during) >= now();
	update private.shifts s set during = tstzrange(lower(s.during), now())
	where p_profile_id in (s.profile_id, s.stands_in_for) and upper(s.during) > now();

	update private.rotation_members set profile_id = null where profile_id = p_profile_id;
	delete from private.rotations r where not exists (
		select 1 from private.rotation_members m where m.rotation_id = r.rotation_id and m.profile_id is not null)
		and exists (select 1 from private.rotation_members m where m.rotation_id = r.rotation_id);
end;
$$;
revoke all on function private.leave_rota_of(uuid) from public;

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
		'weekly_check', (select jsonb_build_object('weekday', s.check_weekday, 'hour', s.check_hour)
			from public.notification_settings s where s.profile_id = me.id),
		'second_channel', (select s.second_channel from public.notification_settings s where s.profile_id = me.id),
		'turns', (
			select coalesce(jsonb_agg(jsonb_build_object('cluster', c.name, 'rotation', r.name, 'length_days', r.length_days,
				'starts_on', r.starts_on, 'ends_on', r.ends_on) order by c.position, r.name, t.position), '[]')
			from private.rotation_members t join private.rotations r on r.rotation_id = t.rotation_id
			join public.clusters c on c.cluster_id = r.cluster_id where t.profile_id = me.id),
		-- For whom, and who does it instead, is about somebody else.
		'shifts', (
			select coalesce(jsonb_agg(jsonb_build_object('cluster', c.name,
				'kind', case when s.profile_id = me.id then s.kind else 'handed_over' end,
				'starts_at', lower(s.during), 'ends_at', upper(s.during)) order by s.during, s.shift_id), '[]')
			from private.shifts s join public.clusters c on c.cluster_id = s.cluster_id
			where s.profile_id = me.id or s.stands_in_for = me.id),
		'steps', (
			select coalesce(jsonb_agg(jsonb_build_object('cluster', c.name, 'delay_minutes', e.delay_minutes, 'repeats', e.repeats,
				'lowest_priority', e.lowest_priority) order by c.position, e.position), '[]')
			from private.escalation_steps e join public.clusters c on c.cluster_id = e.cluster_id where e.profile_id = me.id),
		'test_alarms', (
			select coalesce(jsonb_agg(jsonb_build_object('device', v.label, 'cause', t.cause, 'started_at', t.started_at, 'sent_at', t.sent_at,
				'arrived_at', t.arrived_at, 'confirmed_at', t.confirmed_at, 'outcome', t.outcome) order by t.started_at), '[]')
			from public.test_alarms t join public.devices v on v.device_id = t.device_id where t.profile_id = me.id),
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

create or replace function private.delete_account(p_command_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_email text;
	v_released integer;
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'delete_account', '[]');
	if v_stored is not null then return v_stored; end if;
	perform private.guard_coordinators();
	perform 1 from public.profiles p where p.profile_id = v_person for no key update;
	select lower(u.email) into v_email from auth.users u where u.id = v_person;
	if not found then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	if private.is_coordinator() and not exists (
		select 1 from public.roles r join public.profiles p on p.profile_id = r.profile_id and p.status = 'active'
		where r.role = 'coordinator' and r.profile_id <> v_person
	) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'last_coordinator'));
	end if;

	-- First the devices: nothing goes out to them any more, their tickets are refused.
	perform private.remove_device_of(v.device_id, v_person) from public.devices v where v.profile_id = v_person and v.removed_at is null;
	update public.devices set label = 'Gerät', platform = 'removed' where profile_id = v_person;
	v_released := private.release_all_of(v_person);
	perform private.leave_rota_of(v_person);
	perform private.leave_all_clusters_of(v_person);
	delete from public.roles where profile_id = v_person;
	update public.request_details set callback = '' where requester_id = v_person and callback <> '';
	delete from public.notification_settings where profile_id = v_person;
	delete from public.test_alarms where profile_id = v_person;
	delete from private.contacts where profile_id = v_person;
	delete from public.profile_contacts where profile_id = v_person;
	delete from private.awaited_coordinators where email = v_email;
	update public.profiles set display_name = '', status = 'left', language = 'de' where profile_id = v_person;
	delete from auth.users where id = v_person;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'deleted', 'released', v_released));
end;
$$;
