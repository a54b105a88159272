-- Why: a device of which nothing is heard for eight days gets one visible check a week; when, the person says.
-- Touches: notification_settings (two columns, its trigger), command set_weekly_check.
-- Safe: whoever has chosen nothing is checked on Tuesdays at nine; older apps leave the columns out.
alter table public.notification_settings
	add column check_weekday smallint not null default 2,
	add column check_hour smallint not null default 9,
	add constraint notification_settings_check_weekday check (check_weekday between 1 and 7),
	add constraint notification_settings_check_hour check (check_hour between 0 and 23);
comment on column public.notification_settings.check_weekday is 'ISO: 1 is Monday, 7 is Sunday; in Berlin.';
comment on column public.notification_settings.check_hour is 'The full hour in Berlin.';

-- Whatever is chosen: every change of a row is the person's own.
drop trigger notification_settings_tell on public.notification_settings;
create trigger notification_settings_tell after insert or update on public.notification_settings
	for each row execute function private.tell_owner();

create function private.set_weekly_check(p_command_id uuid, p_weekday integer, p_hour integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_stored jsonb;
	v_wrong text;
begin
	v_stored := private.begin_command(p_command_id, 'set_weekly_check', jsonb_build_array(p_weekday, p_hour));
	if v_stored is not null then return v_stored; end if;
	if not private.is_active() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	v_wrong := case
		when p_weekday is null or p_weekday not between 1 and 7 then 'weekday'
		when p_hour is null or p_hour not between 0 and 23 then 'hour'
	end;
	if v_wrong is not null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid', 'field', v_wrong, 'reason', 'unknown'));
	end if;
	insert into public.notification_settings (profile_id, check_weekday, check_hour) values (v_person, p_weekday, p_hour)
	on conflict (profile_id) do update set check_weekday = excluded.check_weekday, check_hour = excluded.check_hour;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'saved'));
end;
$$;
revoke all on function private.set_weekly_check(uuid, integer, integer) from public;
grant execute on function private.set_weekly_check(uuid, integer, integer) to authenticated;

create function public.set_weekly_check(command_id uuid, weekday integer, hour integer) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.set_weekly_check(command_id, weekday, hour);
$$;
revoke all on function public.set_weekly_check(uuid, integer, integer) from public, anon;
grant execute on function public.set_weekly_check(uuid, integer, integer) to authenticated;
