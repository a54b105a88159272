-- Why: "Später" on a lock screen has one button and four meanings; which one it takes is the person's to choose, once.
-- Touches: notification_settings, command set_later.
-- Safe: new names; whoever has chosen nothing offers help in half an hour.
create table public.notification_settings (
	profile_id uuid primary key references public.profiles on delete cascade,
	later text not null default 'half_hour',
	rev xid8 not null default pg_current_xact_id(),
	constraint notification_settings_later_known check (later in ('half_hour', 'two_hours', 'tomorrow', 'by_phone'))
);
comment on table public.notification_settings is 'What a person wants of their notifications, on every device of theirs. No row: nothing was chosen.';
comment on column public.notification_settings.later is 'What the button "later" offers.';
create index notification_settings_rev on public.notification_settings (rev);

create trigger notification_settings_stamp_rev before update on public.notification_settings for each row execute function private.stamp_rev();
create trigger notification_settings_leave_tombstone after delete on public.notification_settings
	for each row execute function private.leave_tombstone('profile_id');
create trigger notification_settings_tell after insert or update of later on public.notification_settings
	for each row execute function private.tell_owner();

alter table public.notification_settings enable row level security;
grant select on public.notification_settings to authenticated;
grant select, insert, update, delete on public.notification_settings to service_role;
create policy "people read their own settings" on public.notification_settings for select to authenticated
	using (profile_id = (select auth.uid()));
create policy "sessions read by code only" on public.notification_settings as restrictive for select to authenticated
	using ((select private.is_by_code()));

create function private.set_later(p_command_id uuid, p_later text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'set_later', jsonb_build_array(p_later));
	if v_stored is not null then return v_stored; end if;
	if not private.is_active() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	if p_later is null or p_later not in ('half_hour', 'two_hours', 'tomorrow', 'by_phone') then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', 'later', 'reason', 'unknown'));
	end if;
	insert into public.notification_settings (profile_id, later) values (v_person, p_later)
	on conflict (profile_id) do update set later = excluded.later;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'saved'));
end;
$$;
revoke all on function private.set_later(uuid, text) from public;
grant execute on function private.set_later(uuid, text) to authenticated;

create function public.set_later(command_id uuid, later text) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.set_later(command_id, later);
$$;
revoke all on function public.set_later(uuid, text) from public, anon;
grant execute on function public.set_later(uuid, text) to authenticated;
