-- Why: whoever meets a barrier can say so without an account (the statement on accessibility offers a form); coordination reads and answers it.
-- Touches: private.feedback, private.forget_old_feedback, public.read_feedback, command delete_feedback.
-- Safe: new names. Only our server writes here, through a door with a rate; the data API reads it by one function and writes nothing.
create table private.feedback (
	feedback_id uuid primary key default gen_random_uuid(),
	message text not null,
	contact text not null,
	language text not null,
	created_at timestamptz not null default now(),
	constraint feedback_message_length check (char_length(message) between 1 and 4000),
	constraint feedback_contact_length check (char_length(contact) <= 200),
	constraint feedback_language_known check (language in ('de', 'en'))
);
comment on table private.feedback is 'What people without an account wrote about barriers, and how to answer them if they said so. Nothing else about them. Kept 180 days.';
create index feedback_created on private.feedback (created_at);
alter table private.feedback enable row level security;

-- Apart from forget_old, so that neither has to know the other. Not granted: housekeeping runs it.
create function private.forget_old_feedback() returns void
language sql set search_path = '' as $$
	delete from private.feedback where created_at < now() - interval '180 days';
$$;
revoke all on function private.forget_old_feedback() from public;

-- Newest first, at most 200: { outcome: 'listed', feedback: […] } for coordination, { outcome: 'not_allowed' } for everybody else.
create function private.read_feedback() returns jsonb
language sql stable security definer set search_path = '' as $$
	select case when private.is_coordinator() then jsonb_build_object('outcome', 'listed', 'feedback', (
		select coalesce(jsonb_agg(to_jsonb(f) order by f.created_at desc), '[]')
		from (
			select b.feedback_id, b.message, b.contact, b.language, b.created_at
			from private.feedback b order by b.created_at desc limit 200
		) f))
	else jsonb_build_object('outcome', 'not_allowed') end;
$$;
revoke all on function private.read_feedback() from public;
grant execute on function private.read_feedback() to authenticated;

create function public.read_feedback() returns jsonb
language sql stable security invoker set search_path = '' as $$
	select private.read_feedback();
$$;
revoke all on function public.read_feedback() from public, anon;
grant execute on function public.read_feedback() to authenticated;

-- What is answered need not stay 180 days. Gone already is as good as deleted.
create function private.delete_feedback(p_command_id uuid, p_feedback_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_stored jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'delete_feedback', jsonb_build_array(p_feedback_id));
	if v_stored is not null then return v_stored; end if;
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	delete from private.feedback where feedback_id = p_feedback_id;
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'deleted'));
end;
$$;
revoke all on function private.delete_feedback(uuid, uuid) from public;
grant execute on function private.delete_feedback(uuid, uuid) to authenticated;

create function public.delete_feedback(command_id uuid, feedback_id uuid) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.delete_feedback(command_id, feedback_id);
$$;
revoke all on function public.delete_feedback(uuid, uuid) from public, anon;
grant execute on function public.delete_feedback(uuid, uuid) to authenticated;
