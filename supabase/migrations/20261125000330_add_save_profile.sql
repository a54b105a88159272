-- Why: whoever comes in says who they are, and decides which of their contacts others see.
-- Touches: private.contacts, profile_contacts (from here on only what its owner shows), create_pending_profile, commands save_profile, my_contact.
-- Safe: what was shown stays shown; the others are new names.
create table private.contacts (
	profile_id uuid primary key references public.profiles on delete cascade,
	phone text not null default '',
	shows_phone boolean not null default true,
	shows_email boolean not null default true,
	constraint contacts_phone_length check (char_length(phone) <= 40)
);
comment on table private.contacts is 'Telephone of a person and what of phone and address others see. Only what is shown is copied to profile_contacts: RLS cannot hide columns.';
alter table private.contacts enable row level security;

insert into private.contacts (profile_id, phone)
select c.profile_id, c.phone from public.profile_contacts c;

-- What others may see of this person, and no more.
create function private.show_contacts_of(p_profile_id uuid) returns void
language sql set search_path = '' as $$
	insert into public.profile_contacts as c (profile_id, phone, email)
	select p.profile_id,
		case when coalesce(k.shows_phone, true) then coalesce(k.phone, '') else '' end,
		case when coalesce(k.shows_email, true) then coalesce(u.email, '') else '' end
	from public.profiles p left join private.contacts k on k.profile_id = p.profile_id left join auth.users u on u.id = p.profile_id
	where p.profile_id = p_profile_id
	on conflict (profile_id) do update set phone = excluded.phone, email = excluded.email
		where (c.phone, c.email) is distinct from (excluded.phone, excluded.email);
$$;

-- Phone null: it stays as it is, for a device that does not know it because it is hidden.
create function private.save_profile(p_command_id uuid, p_display_name text, p_shows_phone boolean, p_shows_email boolean, p_phone text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_name text := private.one_line(p_display_name);
	v_phone text := private.one_line(p_phone);
	v_stored jsonb;
	v_wrong jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'save_profile', jsonb_build_array(p_display_name, p_shows_phone, p_shows_email, p_phone));
	if v_stored is not null then return v_stored; end if;
	-- Whoever waits may say who they are; whoever has left may not come back under another name.
	perform 1 from public.profiles p where p.profile_id = v_person and p.status <> 'left' for no key update;
	if not found then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	v_wrong := case
		when v_name = '' then jsonb_build_object('field', 'display_name', 'reason', 'missing')
		when char_length(v_name) > 120 then jsonb_build_object('field', 'display_name', 'reason', 'too_long')
		when char_length(v_phone) > 40 then jsonb_build_object('field', 'phone', 'reason', 'too_long')
	end;
	if v_wrong is not null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid') || v_wrong);
	end if;
	update public.profiles set display_name = v_name where profile_id = v_person and display_name <> v_name;
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

-- Definer: answers about the caller only.
create function private.my_contact() returns jsonb
language sql stable security definer set search_path = '' as $$
	select jsonb_build_object('phone', coalesce(k.phone, c.phone, ''), 'email', coalesce(u.email, ''),
		'shows_phone', coalesce(k.shows_phone, true), 'shows_email', coalesce(k.shows_email, true))
	from (select auth.uid() as profile_id) me
	left join private.contacts k on k.profile_id = me.profile_id
	left join public.profile_contacts c on c.profile_id = me.profile_id left join auth.users u on u.id = me.profile_id;
$$;
revoke all on function private.show_contacts_of(uuid), private.save_profile(uuid, text, boolean, boolean, text), private.my_contact() from public;
grant execute on function private.save_profile(uuid, text, boolean, boolean, text), private.my_contact() to authenticated;

create function public.save_profile(command_id uuid, display_name text, shows_phone boolean, shows_email boolean, phone text default null) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.save_profile(command_id, display_name, shows_phone, shows_email, phone);
$$;
create function public.my_contact() returns jsonb
language sql stable security invoker set search_path = '' as $$
	select private.my_contact();
$$;
revoke all on function public.save_profile(uuid, text, boolean, boolean, text), public.my_contact() from public, anon;
grant execute on function public.save_profile(uuid, text, boolean, boolean, text), public.my_contact() to authenticated;
