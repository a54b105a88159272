-- Why: a photo of the error message belongs to the case; it travels on its own and must not hold up anything else.
-- Touches: attachments, storage bucket "attachments" with its policies, command attach_file.
-- Safe: new names.
create table public.attachments (
	attachment_id uuid primary key,
	request_id uuid not null references public.requests on delete cascade,
	uploader_id uuid references public.profiles,
	name text not null,
	content_type text not null,
	bytes integer not null,
	created_at timestamptz not null default now(),
	rev xid8 not null default pg_current_xact_id(),
	constraint attachments_name_length check (char_length(name) between 1 and 200),
	constraint attachments_content_type_length check (char_length(content_type) between 1 and 100),
	constraint attachments_bytes_range check (bytes between 1 and 10485760)
);
comment on table public.attachments is 'Files of a case. The bytes lie in storage bucket "attachments" under <request_id>/<attachment_id>.';
create index attachments_rev on public.attachments (rev);
create index attachments_request on public.attachments (request_id);
create index attachments_uploader on public.attachments (uploader_id);

create trigger attachments_stamp_rev before update on public.attachments for each row execute function private.stamp_rev();
create trigger attachments_leave_tombstone after delete on public.attachments for each row execute function private.leave_tombstone('attachment_id');
create trigger attachments_tell after insert on public.attachments for each row execute function private.tell_of_case();

-- Files are seen by whoever sees the text of the case, so they are stamped anew with it.
create or replace function private.restamp_case() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	update public.request_details set rev = rev where request_id = new.request_id;
	update public.request_events set rev = rev where request_id = new.request_id;
	update public.attachments set rev = rev where request_id = new.request_id;
	update public.profile_contacts set rev = rev where profile_id in (old.accepted_by, new.accepted_by);
	return null;
end;
$$;

alter table public.attachments enable row level security;
grant select on public.attachments to authenticated;
grant select, insert, update, delete on public.attachments to service_role;

create policy "whoever reads the details of a case reads its files" on public.attachments for select to authenticated
	using (exists (select 1 from public.request_details d where d.request_id = attachments.request_id));

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('attachments', 'attachments', false, 10485760, array[
	'image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/heic', 'application/pdf', 'text/plain', 'application/octet-stream'])
on conflict (id) do nothing;

-- Which case a stored file belongs to: <request_id>/<attachment_id> and nothing else; null for every other name. A function, so that the
-- policies below find the one case by its key instead of comparing every case as text.
create function private.case_of_file(p_name text) returns uuid
language sql immutable set search_path = '' as $$
	select case when p_name ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
		then split_part(p_name, '/', 1)::uuid end;
$$;
revoke all on function private.case_of_file(text) from public;
grant execute on function private.case_of_file(text) to authenticated;

-- Whoever reads the details of a case may add a file; nobody replaces or deletes one.
create policy "whoever reads the details of a case adds files" on storage.objects for insert to authenticated
	with check (
		bucket_id = 'attachments'
		and exists (select 1 from public.request_details d where d.request_id = private.case_of_file(objects.name))
	);
create policy "whoever reads the details of a case reads stored files" on storage.objects for select to authenticated
	using (
		bucket_id = 'attachments'
		and exists (select 1 from public.request_details d where d.request_id = private.case_of_file(objects.name))
	);

-- The policy of request_details in words a definer can ask; a test compares both.
create function private.may_read_details(p_request_id uuid) returns boolean
language sql stable set search_path = '' as $$
	select p_request_id in (select private.my_request_ids())
		or private.is_coordinator()
		or exists (
			select 1 from public.requests r join private.my_cluster_scopes() s on s.cluster_id = r.cluster_id
			where r.request_id = p_request_id and (r.status not in ('resolved', 'cancelled') or r.created_at >= s.since)
		);
$$;
revoke all on function private.may_read_details(uuid) from public;

-- Asked after the bytes have arrived. Says missing_upload when they have not: the device sends them, then asks with a new command.
create function private.attach_file(
	p_command_id uuid, p_attachment_id uuid, p_request_id uuid, p_name text, p_content_type text, p_bytes integer
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_person uuid := (select auth.uid());
	v_name text := private.one_line(p_name);
	v_type text := private.one_line(p_content_type);
	v_stored jsonb;
	v_wrong jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'attach_file', jsonb_build_array(p_attachment_id, p_request_id, p_name, p_content_type, p_bytes));
	if v_stored is not null then return v_stored; end if;

	-- The row lock makes the count below true when several files arrive at once.
	perform 1 from public.requests r where r.request_id = p_request_id for no key update;
	if not found or not private.may_read_details(p_request_id) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	v_wrong := case
		when p_attachment_id is null then jsonb_build_object('field', 'attachment_id', 'reason', 'missing')
		when v_name = '' then jsonb_build_object('field', 'name', 'reason', 'missing')
		when char_length(v_name) > 200 then jsonb_build_object('field', 'name', 'reason', 'too_long')
		when v_type = '' or char_length(v_type) > 100 then jsonb_build_object('field', 'content_type', 'reason', 'unknown')
		when coalesce(p_bytes, 0) < 1 then jsonb_build_object('field', 'bytes', 'reason', 'missing')
		when p_bytes > 10485760 then jsonb_build_object('field', 'bytes', 'reason', 'too_long')
		when exists (select 1 from public.attachments a where a.attachment_id = p_attachment_id) then jsonb_build_object('field', 'attachment_id', 'reason', 'exists')
	end;
	if v_wrong is not null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid') || v_wrong);
	end if;
	if (select count(*) from public.attachments a where a.request_id = p_request_id) >= 50 then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'too_many'));
	end if;
	if not exists (
		select 1 from storage.objects o
		where o.bucket_id = 'attachments' and o.name = p_request_id::text || '/' || p_attachment_id::text
	) then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'missing_upload'));
	end if;
	insert into public.attachments (attachment_id, request_id, uploader_id, name, content_type, bytes)
	values (p_attachment_id, p_request_id, v_person, v_name, v_type, p_bytes);
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'attached'));
end;
$$;
revoke all on function private.attach_file(uuid, uuid, uuid, text, text, integer) from public;
grant execute on function private.attach_file(uuid, uuid, uuid, text, text, integer) to authenticated;

create function public.attach_file(command_id uuid, attachment_id uuid, request_id uuid, name text, content_type text, bytes integer) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.attach_file(command_id, attachment_id, request_id, name, content_type, bytes);
$$;
revoke all on function public.attach_file(uuid, uuid, uuid, text, text, integer) from public, anon;
grant execute on function public.attach_file(uuid, uuid, uuid, text, text, integer) to authenticated;
