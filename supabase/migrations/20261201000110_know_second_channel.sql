-- Why: whether mail comes on silence is the person's to choose, on every device of theirs, and part of what the account page says and gives along.
-- Touches: device_columns, my_account (same names).
-- Safe: an older app leaves out what it does not know.
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
		when 'request_details' then array['request_id', 'requester_id', 'body', 'place', 'callback', 'reach']
		when 'request_events' then array['request_event_id', 'request_id', 'kind', 'actor_id', 'facts', 'happened_at']
		when 'request_people' then array['request_person_id', 'request_id', 'profile_id', 'role']
		when 'attachments' then array['attachment_id', 'request_id', 'uploader_id', 'name', 'content_type', 'bytes', 'created_at']
		when 'articles' then array['article_id', 'cluster_id', 'author_id', 'title', 'summary', 'body', 'status', 'updated_at', 'published_at']
		when 'devices' then array['device_id', 'profile_id', 'label', 'platform', 'registered_at', 'last_seen_at', 'shows_content', 'alerts', 'removed_at']
		when 'notification_settings' then array['profile_id', 'later', 'quiet_hours', 'quiet_on_holidays', 'break_through', 'paused_until',
			'muted_cluster_ids', 'check_weekday', 'check_hour', 'second_channel']
		when 'test_alarms' then array['test_alarm_id', 'profile_id', 'device_id', 'cause', 'started_at', 'expires_at', 'sent_at', 'arrived_at',
			'confirmed_at', 'outcome']
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
		'weekly_check', (select jsonb_build_object('weekday', s.check_weekday, 'hour', s.check_hour)
			from public.notification_settings s where s.profile_id = me.id),
		'second_channel', (select s.second_channel from public.notification_settings s where s.profile_id = me.id),
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
