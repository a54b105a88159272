-- Why: people say in which building they work; it stands in their profile and goes with them when they take their data along.
-- Touches: command save_profile (takes building_id), my_account (names the building).
-- Safe: what older apps send says nothing of a building, which then stays; what they sent before is still recognised as the same command.
drop function public.save_profile(uuid, text, boolean, boolean, text);
drop function private.save_profile(uuid, text, boolean, boolean, text);

-- Phone null: it stays as it is, for a device that does not know it because it is hidden. Building left out (all zeros): likewise; null: none.
create function private.save_profile(
	p_command_id uuid, p_display_name text, p_shows_phone boolean, p_shows_email boolean, p_phone text, p_building_id uuid
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	c_unsaid constant uuid := '00000000-0000-0000-0000-000000000000';
	v_person uuid := (select auth.uid());
	v_name text := private.one_line(p_display_name);
	v_phone text := private.one_line(p_phone);
	v_says_building boolean := p_building_id is distinct from c_unsaid;
	v_profile public.profiles;
	v_stored jsonb;
	v_wrong jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'save_profile',
		jsonb_build_array(p_display_name, p_shows_phone, p_shows_email, p_phone)
		|| case when v_says_building then jsonb_build_array(p_building_id) else '[]' end);
	if v_stored is not null then return v_stored; end if;
	-- Whoever waits may say who they are; whoever has left may not come back under another name.
	select * into v_profile from public.profiles p where p.profile_id = v_person and p.status <> 'left' for no key update;
	if not found then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	v_wrong := case
		when v_name = '' then jsonb_build_object('field', 'display_name', 'reason', 'missing')
		when char_length(v_name) > 120 then jsonb_build_object('field', 'display_name', 'reason', 'too_long')
		when char_length(v_phone) > 40 then jsonb_build_object('field', 'phone', 'reason', 'too_long')
		-- One that was removed can be kept, but no longer chosen.
		when v_says_building and p_building_id is distinct from v_profile.building_id and p_building_id is not null and not exists (
			select 1 from public.buildings b
			where b.building_id = p_building_id and b.municipality_id = v_profile.municipality_id and b.removed_at is null
		) then jsonb_build_object('field', 'building_id', 'reason', 'unknown')
	end;
	if v_wrong is not null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid') || v_wrong);
	end if;
	update public.profiles set display_name = v_name, building_id = case when v_says_building then p_building_id else building_id end
	where profile_id = v_person and (display_name <> v_name or v_says_building and building_id is distinct from p_building_id);
	insert into private.contacts as k (profile_id, phone, shows_phone, shows_email)
	values (
		v_person,
		-- Never saved before: what is shown is all there is.
		case when p_phone is null then coalesce((select c.phone from public.profile_contacts c where c.profile_id = v_person), '') else v_phone end,
		coalesce(p_shows_phone, false), coalesce(p_shows_email, false))
	on conflict (profile_id) do update set phone = case when p_phone is null then k.phone else excluded.phone end,
		shows_phone = excluded.shows_phone, shows_email = excluded.shows_email;
	perform private.show_contacts_of(v_person);
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'saved'));
end;
$$;
revoke all on function private.save_profile(uuid, text, boolean, boolean, text, uuid) from public;
grant execute on function private.save_profile(uuid, text, boolean, boolean, text, uuid) to authenticated;

create function public.save_profile(
	command_id uuid, display_name text, shows_phone boolean, shows_email boolean, phone text default null,
	building_id uuid default '00000000-0000-0000-0000-000000000000'
) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.save_profile(command_id, display_name, shows_phone, shows_email, phone, building_id);
$$;
revoke all on function public.save_profile(uuid, text, boolean, boolean, text, uuid) from public, anon;
grant execute on function public.save_profile(uuid, text, boolean, boolean, text, uuid) to authenticated;

-- As before, with the building.
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
				'last_seen_at', v.last_seen_at, 'removed_at', v.removed_at) order by v.registered_at), '[]')
			from public.devices v where v.profile_id = me.id),
		'asked', (
			select coalesce(jsonb_agg(jsonb_build_object('number', r.number, 'title', r.title, 'status', r.status, 'created_at', r.created_at,
				'body', d.body, 'place', d.place, 'callback', d.callback) order by r.number), '[]')
			from public.request_details d join public.requests r on r.request_id = d.request_id where d.requester_id = me.id),
		'accepted', (
			select coalesce(jsonb_agg(jsonb_build_object('number', r.number, 'title', r.title, 'status', r.status, 'accepted_at', r.accepted_at)
				order by r.number), '[]')
			from public.requests r where r.accepted_by = me.id),
		'events', (
			select coalesce(jsonb_agg(jsonb_build_object('number', r.number, 'kind', e.kind, 'happened_at', e.happened_at)
				order by e.happened_at), '[]')
			from public.request_events e join public.requests r on r.request_id = e.request_id where e.actor_id = me.id),
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
