-- Why: a new network has nobody who could let anybody in; the first coordinator is named by whoever runs the machine.
-- Touches: private.slug_for, private.appoint_coordinator; names of municipalities are unique, whatever their case.
-- Safe: functions nobody is granted; the index only forbids what no screen could have made.
create unique index municipalities_name_unique on public.municipalities (lower(name));

-- A free word for addresses and files, from a name.
create function private.slug_for(p_name text) returns text
language plpgsql stable set search_path = '' as $$
declare
	v_base text := coalesce(nullif(btrim(regexp_replace(
		translate(replace(replace(replace(replace(lower(p_name), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'), 'àáâçèéêëíîñóôúû', 'aaaceeeeiinoouu'),
		'[^a-z0-9]+', '-', 'g'), '-'), ''), 'kommune');
	v_slug text := v_base;
	v_next integer := 2;
begin
	while exists (select 1 from public.municipalities m where m.slug = v_slug) loop
		v_slug := v_base || '-' || v_next;
		v_next := v_next + 1;
	end loop;
	return v_slug;
end;
$$;

-- Makes the owner of this address coordinator: at once when it is proven, else as soon as it is. Without a municipality named it is the one
-- the person is in, the one of the domain, or the only one there is; the first one of an empty network is made from the name.
-- Answers { outcome, municipality? }: appointed, awaited, or what is missing. Not granted: for whoever runs the machine.
create function private.appoint_coordinator(p_email text, p_municipality text) returns jsonb
language plpgsql set search_path = '' as $$
declare
	v_email text := lower(private.one_line(p_email));
	v_name text := nullif(private.one_line(p_municipality), '');
	v_person uuid;
	v_town public.municipalities;
begin
	select u.id into v_person from auth.users u where lower(u.email) = v_email and u.email_confirmed_at is not null;
	if v_name is not null then
		select m.* into v_town from public.municipalities m where m.slug = lower(v_name) or lower(m.name) = lower(v_name)
		order by m.slug = lower(v_name) desc limit 1;
		if v_town.municipality_id is null and not exists (select 1 from public.municipalities) then
			if char_length(v_name) > 80 then
				return jsonb_build_object('outcome', 'municipality_too_long');
			end if;
			insert into public.municipalities (slug, name) values (private.slug_for(v_name), v_name) returning * into v_town;
		end if;
		if v_town.municipality_id is null then
			return jsonb_build_object('outcome', 'municipality_unknown');
		end if;
	else
		select m.* into v_town from public.profiles p join public.municipalities m on m.municipality_id = p.municipality_id
		where p.profile_id = v_person and p.status = 'active';
		if v_town.municipality_id is null then
			select m.* into v_town from private.municipality_domains d join public.municipalities m on m.municipality_id = d.municipality_id
			where d.domain = substring(v_email from '@([^@]+)$') and m.left_at is null;
		end if;
		if v_town.municipality_id is null and (select count(*) from public.municipalities m where m.left_at is null) = 1 then
			select m.* into v_town from public.municipalities m where m.left_at is null;
		end if;
		if v_town.municipality_id is null then
			return jsonb_build_object('outcome',
				case when exists (select 1 from public.municipalities) then 'municipality_needed' else 'network_empty' end);
		end if;
	end if;
	if v_town.left_at is not null then
		return jsonb_build_object('outcome', 'municipality_left', 'municipality', v_town.name);
	end if;

	insert into private.awaited_coordinators (email, municipality_id) values (v_email, v_town.municipality_id)
	on conflict (email) do update set municipality_id = excluded.municipality_id, created_at = now();
	if v_person is not null and private.admit_by_address(v_person) = 'entered' then
		return jsonb_build_object('outcome', 'appointed', 'municipality', v_town.name);
	end if;
	return jsonb_build_object('outcome', 'awaited', 'municipality', v_town.name);
end;
$$;
revoke all on function private.slug_for(text), private.appoint_coordinator(text, text) from public;
