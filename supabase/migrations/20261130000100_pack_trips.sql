-- Why: whoever accepts on a lock screen drives off; what the case says and whom to ask there has to be on the phone before the network is gone.
-- Touches: functions only. Nobody but the schema's owner (our server) may call them.
-- Safe: new names.

-- Of a municipality what somebody on the way there needs and a specialist may read: buildings that are in use, and the colleagues of its own IT.
-- Not the whole town hall: what lies on a phone without the database around it is as little as does the job. At most 40 of each.
create function private.contact_sheet(p_municipality_id uuid, p_except uuid[]) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'buildings', (
			select coalesce(jsonb_agg(jsonb_build_object('name', b.name, 'address', b.address) order by b.name), '[]')
			from (
				select * from public.buildings b
				where b.municipality_id = p_municipality_id and b.removed_at is null order by b.name limit 40
			) b),
		'people', (
			select coalesce(jsonb_agg(jsonb_build_object('name', p.display_name, 'phone', p.phone, 'email', p.email) order by p.display_name), '[]')
			from (
				select p.display_name, c.phone, c.email
				from public.profiles p
				join public.roles r on r.profile_id = p.profile_id and r.role = 'specialist'
				join public.profile_contacts c on c.profile_id = p.profile_id and (c.phone <> '' or c.email <> '')
				where p.municipality_id = p_municipality_id and p.status = 'active' and p.display_name <> '' and p.profile_id <> all (p_except)
				order by p.display_name limit 40
			) p)
	);
$$;

-- A person who is pending is read by coordination alone, so whoever asked and is pending by now has no name here.
create function private.trip_pack(p_request_id uuid, p_profile_id uuid) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'profile_id', p_profile_id,
		'packed_at', clock_timestamp(),
		'request', jsonb_build_object(
			'id', r.request_id, 'number', r.number, 'title', r.title, 'kind', r.kind, 'priority', r.priority, 'status', r.status,
			'cluster_id', r.cluster_id, 'cluster', c.name, 'municipality_id', r.municipality_id, 'municipality', m.name,
			'accepted_at', r.accepted_at, 'alert_round', r.alert_round, 'created_at', r.created_at,
			'body', d.body, 'place', d.place, 'callback', d.callback,
			'files', (select count(*) from public.attachments a where a.request_id = r.request_id)),
		'requester', jsonb_build_object(
			'profile_id', d.requester_id, 'name', coalesce(p.display_name, ''), 'municipality', coalesce(h.name, ''),
			'building', coalesce(b.name || case when b.address = '' then '' else ', ' || b.address end, ''),
			'phone', coalesce(k.phone, ''), 'email', coalesce(k.email, '')),
		'sheet', private.contact_sheet(r.municipality_id, array[p_profile_id, d.requester_id])
	)
	from public.requests r
	join public.request_details d on d.request_id = r.request_id
	join public.clusters c on c.cluster_id = r.cluster_id
	join public.municipalities m on m.municipality_id = r.municipality_id
	left join public.profiles p on p.profile_id = d.requester_id and p.status <> 'pending'
	left join public.municipalities h on h.municipality_id = p.municipality_id
	left join public.buildings b on b.building_id = p.building_id
	left join public.profile_contacts k on k.profile_id = p.profile_id
	where r.request_id = p_request_id;
$$;

-- For whoever has the request now and accepted it less than half an hour ago. "Not yours" names nobody: a pack is no way to learn who has it.
create function private.pack_with_ticket(p_delivery_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
	v_delivery private.deliveries;
	v_refusal text;
	v_request public.requests;
begin
	select * into v_delivery from private.deliveries d where d.delivery_id = p_delivery_id;
	v_refusal := private.ticket_refusal(v_delivery);
	if v_refusal is not null then return jsonb_build_object('outcome', v_refusal); end if;
	select * into strict v_request from public.requests r where r.request_id = v_delivery.request_id;
	if v_request.accepted_by is distinct from v_delivery.profile_id or v_request.status not in ('accepted', 'in_progress', 'waiting') then
		return jsonb_build_object('outcome', 'not_yours');
	end if;
	if v_request.accepted_at < clock_timestamp() - interval '30 minutes' then return jsonb_build_object('outcome', 'expired'); end if;
	return jsonb_build_object('outcome', 'packed', 'pack', private.trip_pack(v_request.request_id, v_delivery.profile_id));
end;
$$;
revoke all on function private.contact_sheet(uuid, uuid[]), private.trip_pack(uuid, uuid), private.pack_with_ticket(uuid) from public;
