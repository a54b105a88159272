-- Why: imprint, data protection and accessibility pages name who runs this installation; that is a setting, not code.
-- Touches: private.operator, command set_operator.
-- Safe: new names. Public by intent, yet private by place: our server shows it to everybody, the data API to nobody.
create table private.operator (
	is_only boolean primary key default true,
	name text not null,
	address text not null,
	email text not null,
	phone text not null,
	represented_by text not null,
	supervisory_authority text not null,
	data_protection_officer text not null,
	enforcement_body text not null,
	changed_at timestamptz not null default now(),
	constraint operator_is_one check (is_only),
	constraint operator_name_length check (char_length(name) between 1 and 200),
	constraint operator_address_length check (char_length(address) between 1 and 500),
	constraint operator_email_length check (char_length(email) between 3 and 254),
	constraint operator_phone_length check (char_length(phone) <= 60),
	constraint operator_represented_by_length check (char_length(represented_by) <= 200),
	constraint operator_supervisory_authority_length check (char_length(supervisory_authority) <= 500),
	constraint operator_data_protection_officer_length check (char_length(data_protection_officer) <= 500),
	constraint operator_enforcement_body_length check (char_length(enforcement_body) <= 500)
);
comment on table private.operator is 'Who runs this installation, as the public pages say it. At most one row; none until a coordinator has written it.';
alter table private.operator enable row level security;

create function private.set_operator(
	p_command_id uuid, p_name text, p_address text, p_email text, p_phone text, p_represented_by text,
	p_supervisory_authority text, p_data_protection_officer text, p_enforcement_body text
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	v_name text := private.one_line(p_name);
	v_address text := private.trimmed(p_address);
	v_email text := private.one_line(p_email);
	v_phone text := private.one_line(p_phone);
	v_represented_by text := private.one_line(p_represented_by);
	v_supervisory_authority text := private.trimmed(p_supervisory_authority);
	v_data_protection_officer text := private.trimmed(p_data_protection_officer);
	v_enforcement_body text := private.trimmed(p_enforcement_body);
	v_stored jsonb;
	v_wrong jsonb;
begin
	v_stored := private.begin_command(p_command_id, 'set_operator', jsonb_build_array(p_name, p_address, p_email, p_phone, p_represented_by,
		p_supervisory_authority, p_data_protection_officer, p_enforcement_body));
	if v_stored is not null then return v_stored; end if;
	if not private.is_coordinator() then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'not_allowed'));
	end if;
	v_wrong := case
		when v_name = '' then jsonb_build_object('field', 'name', 'reason', 'missing')
		when char_length(v_name) > 200 then jsonb_build_object('field', 'name', 'reason', 'too_long')
		when v_address = '' then jsonb_build_object('field', 'address', 'reason', 'missing')
		when char_length(v_address) > 500 then jsonb_build_object('field', 'address', 'reason', 'too_long')
		when v_email = '' then jsonb_build_object('field', 'email', 'reason', 'missing')
		when char_length(v_email) > 254 then jsonb_build_object('field', 'email', 'reason', 'too_long')
		when v_email !~ '^[^@\s<>"]+@[^@\s<>"]+\.[^@\s<>".]+$' then jsonb_build_object('field', 'email', 'reason', 'unknown')
		when char_length(v_phone) > 60 then jsonb_build_object('field', 'phone', 'reason', 'too_long')
		when char_length(v_represented_by) > 200 then jsonb_build_object('field', 'represented_by', 'reason', 'too_long')
		when char_length(v_supervisory_authority) > 500 then jsonb_build_object('field', 'supervisory_authority', 'reason', 'too_long')
		when char_length(v_data_protection_officer) > 500 then jsonb_build_object('field', 'data_protection_officer', 'reason', 'too_long')
		when char_length(v_enforcement_body) > 500 then jsonb_build_object('field', 'enforcement_body', 'reason', 'too_long')
	end;
	if v_wrong is not null then
		return private.finish_command(p_command_id, jsonb_build_object('outcome', 'invalid') || v_wrong);
	end if;
	insert into private.operator (name, address, email, phone, represented_by, supervisory_authority, data_protection_officer, enforcement_body)
	values (v_name, v_address, v_email, v_phone, v_represented_by, v_supervisory_authority, v_data_protection_officer, v_enforcement_body)
	on conflict (is_only) do update set name = excluded.name, address = excluded.address, email = excluded.email, phone = excluded.phone,
		represented_by = excluded.represented_by, supervisory_authority = excluded.supervisory_authority,
		data_protection_officer = excluded.data_protection_officer, enforcement_body = excluded.enforcement_body, changed_at = now();
	return private.finish_command(p_command_id, jsonb_build_object('outcome', 'saved'));
end;
$$;
revoke all on function private.set_operator(uuid, text, text, text, text, text, text, text, text) from public;
grant execute on function private.set_operator(uuid, text, text, text, text, text, text, text, text) to authenticated;

create function public.set_operator(
	command_id uuid, name text, address text, email text, phone text, represented_by text,
	supervisory_authority text, data_protection_officer text, enforcement_body text
) returns jsonb
language sql security invoker set search_path = '' as $$
	select private.set_operator(command_id, name, address, email, phone, represented_by,
		supervisory_authority, data_protection_officer, enforcement_body);
$$;
revoke all on function public.set_operator(uuid, text, text, text, text, text, text, text, text) from public, anon;
grant execute on function public.set_operator(uuid, text, text, text, text, text, text, text, text) to authenticated;
