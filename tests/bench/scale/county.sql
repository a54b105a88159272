-- Fills a migrated database, empty or with the demo world, with a county (county.ts). Stands on two temporary tables: size (one row) and texts (n, title, body, place,
-- article). Everything is drawn from numbers by hashing them, so that the same size gives the same rows.

-- How things are drawn.
create function pg_temp.chance(n bigint, salt bigint) returns double precision language sql immutable as
	$$ select (hashint8extended(n, salt) & 1048575) / 1048576.0 $$;
create function pg_temp.id(kind text, n text) returns uuid language sql immutable as $$ select md5(kind || ' ' || n)::uuid $$;
create function pg_temp.up_to(most integer, share double precision) returns integer language sql immutable as
	$$ select 1 + floor(most * share)::integer $$;

-- Municipalities and clusters.
insert into public.municipalities (municipality_id, slug, name, rev)
select pg_temp.id('municipality', n::text), 'gemeinde-' || n, 'Gemeinde ' || n, first_rev from size, generate_series(1, municipalities) n;
insert into public.clusters (cluster_id, slug, name, description, position, rev)
select pg_temp.id('cluster', n::text), 'thema-' || n, 'Thema ' || n, 'Was zum Thema ' || n || ' gehört und wer dabei hilft.', n, first_rev
from size, generate_series(1, clusters) n;

-- People.
insert into public.profiles (profile_id, display_name, municipality_id, status, rev)
select pg_temp.id('person', n::text), 'Vorname' || n || ' Nachname' || (n * 7919 % 1000),
	pg_temp.id('municipality', (1 + n % municipalities)::text), 'active', (first_rev::text::bigint + n)::text::xid8
from size, generate_series(1, people) n;
insert into public.profile_contacts (profile_id, phone, email, rev)
select pg_temp.id('person', n::text), '03525 ' || (700000 + n), 'vorname' || n || '.nachname@gemeinde-' || (1 + n % municipalities) || '.example',
	(first_rev::text::bigint + n)::text::xid8
from size, generate_series(1, people) n;
insert into public.roles (role_id, profile_id, role, rev)
select pg_temp.id('role', n::text), pg_temp.id('person', n::text), 'specialist', first_rev from size, generate_series(1, specialists) n;
insert into public.roles (profile_id, role, rev)
select pg_temp.id('person', n::text), 'coordinator', first_rev from size, unnest(array[1, people - 1, people]) n;

-- Memberships. Person 1 is everywhere; of the others everybody is in one to six, and some clusters are loved more than others.
insert into public.cluster_members (cluster_member_id, cluster_id, profile_id, role, joined_at, rev)
select pg_temp.id('membership', n || '.' || c), pg_temp.id('cluster', c::text), pg_temp.id('person', n::text),
	case when n <= clusters * 2 and n % clusters = c % clusters then 'owner' else 'member' end,
	now() - days * interval '1 day' * pg_temp.chance(n, 11), first_rev
from size, generate_series(1, specialists) n, generate_series(1, clusters) c
where n = 1 or (n <= clusters * 2 and n % clusters = c % clusters) or c in (
	select pg_temp.up_to(clusters, pg_temp.chance(n * 10 + k, 12) ^ 1.5)
	from generate_series(1, pg_temp.up_to(6, pg_temp.chance(n, 13))) k);
insert into private.scopes (profile_id) select profile_id from public.profiles on conflict do nothing;

-- Devices.
insert into public.devices (device_id, profile_id, label, platform, registered_at, removed_at, rev)
select pg_temp.id('device', n || '.' || k), pg_temp.id('person', n::text), 'Gerät ' || k, 'android', now() - days * interval '1 day',
	case when pg_temp.chance(n * 2 + k, 21) < 0.1 then now() end, (first_rev::text::bigint + n)::text::xid8
from size, generate_series(1, people) n, generate_series(1, 2) k
where n <= specialists or (k = 1 and pg_temp.chance(n, 22) < 0.6);
insert into private.push_endpoints (device_id, endpoint, host, p256dh, auth)
select device_id, 'https://fcm.googleapis.com/fcm/send/' || device_id, 'fcm.googleapis.com', 'B' || repeat('A', 86), repeat('a', 22)
from public.devices where removed_at is null on conflict do nothing;

-- What was asked.
create temp table helpers on commit drop as
select cluster_id, array_agg(profile_id order by profile_id) as ids from public.cluster_members group by cluster_id;
create temp table asked on commit drop as
select d.*, case when status <> 'open' and (status <> 'cancelled' or late < 0.5)
	then h.ids[pg_temp.up_to(cardinality(h.ids), pg_temp.chance(n, 31))] end as helper_id,
	h.ids[pg_temp.up_to(cardinality(h.ids), pg_temp.chance(n, 32))] as other_id
from (
	select n, pg_temp.id('request', n::text) as request_id,
		pg_temp.id('cluster', pg_temp.up_to(clusters, pg_temp.chance(n, 33) ^ 1.5)::text) as cluster_id,
		pg_temp.id('person', pg_temp.up_to(people, pg_temp.chance(n, 34))::text) as requester_id,
		pg_temp.id('municipality', (1 + pg_temp.up_to(people, pg_temp.chance(n, 34)) % municipalities)::text) as municipality_id,
		now() - age as created_at,
		(first_rev::text::bigint + transactions::bigint * n / requests)::text::xid8 as rev,
		case
			when live and pg_temp.chance(n, 36) < 0.25 then 'open'
			when live then (array['accepted', 'in_progress', 'waiting'])[pg_temp.up_to(3, pg_temp.chance(n, 37))]
			when pg_temp.chance(n, 38) < 0.08 then 'cancelled'
			else 'resolved'
		end as status,
		pg_temp.chance(n, 39) as late
	from size, generate_series(1, requests) n,
		lateral (select days * interval '1 day' * (1 - (n - 1) / requests::double precision) as age) a,
		lateral (select pg_temp.chance(n, 35) < case
			when age < interval '14 days' then 0.55 when age < interval '90 days' then 0.25 else 0.006 end as live) l
) d join helpers h using (cluster_id);
insert into public.requests (request_id, title, kind, priority, status, cluster_id, municipality_id, accepted_by, accepted_at, alert_round,
	created_at, rev)
select request_id, t.title, (array['incident', 'question', 'task'])[1 + asked.n % 3], 1 + asked.n % 4, status, cluster_id,
	municipality_id, helper_id, case when helper_id is not null then created_at + interval '20 minutes' end,
	case when late < 0.2 then 2 else 1 end, created_at, rev
from asked cross join size join texts t on t.n = 1 + asked.n % distinct_texts order by asked.n;
insert into public.request_details (request_id, requester_id, body, place, callback, scope_cluster_id, scope_time, rev)
select request_id, requester_id, t.body, t.place, '03525 ' || (700000 + asked.n % 9999), cluster_id, private.scope_time(status, created_at), rev
from asked cross join size join texts t on t.n = 1 + asked.n % distinct_texts order by asked.n;

-- Their stories and files; the ids of events as private.event_id makes them, but the same in every run.
insert into public.request_events (request_event_id, request_id, kind, actor_id, facts, happened_at, rev)
select (left(request_id::text, 24) || right(pg_temp.id('event', n || '.' || k)::text, 12))::uuid, request_id, kind, actor_id, '{}', created_at + k * interval '7 minutes', rev
from asked, lateral (values
	(1, 'created', requester_id, true), (2, 'alerted', null, true), (3, 'later', other_id, late between 0.1 and 0.35),
	(4, 'accepted', other_id, helper_id is not null and late < 0.2), (5, 'released', other_id, helper_id is not null and late < 0.2),
	(6, 'accepted', helper_id, helper_id is not null), (7, 'declined', other_id, late > 0.6)
) e (k, kind, actor_id, happened) where happened order by n, k;
insert into public.request_people (request_person_id, request_id, profile_id, rev)
select pg_temp.id('helper', n::text), request_id, other_id, rev from asked where helper_id <> other_id and n % 5 = 0;
insert into public.attachments (attachment_id, request_id, uploader_id, name, content_type, bytes, created_at, scope_cluster_id, scope_time, rev)
select pg_temp.id('attachment', n::text), request_id, requester_id, 'Bildschirmfoto ' || n || '.png', 'image/png', 200000, created_at,
	cluster_id, private.scope_time(status, created_at), rev
from asked, size where n % requests_per_file = 0;
insert into storage.objects (bucket_id, name) select 'attachments', request_id || '/' || attachment_id from public.attachments on conflict do nothing;

-- Articles.
insert into public.articles (article_id, cluster_id, author_id, title, summary, body, status, updated_at, published_at, rev)
select pg_temp.id('article', n::text), pg_temp.id('cluster', pg_temp.up_to(clusters, pg_temp.chance(n, 41))::text),
	pg_temp.id('person', pg_temp.up_to(specialists, pg_temp.chance(n, 42))::text), title, left(t.body, 200), article,
	case when late < 0.06 then 'draft' when late < 0.12 then 'archived' else 'published' end, written_at,
	case when late >= 0.06 then written_at end, (first_rev::text::bigint + n)::text::xid8
from size, texts t, lateral (select pg_temp.chance(n, 44) as late, now() - days * interval '1 day' * pg_temp.chance(n, 43) as written_at) l
where article is not null;

-- Alerts and deliveries.
insert into private.alerts (alert_id, request_id, alert_round, due_at, state, planned_at)
select pg_temp.id('alert', n::text), request_id, 1, created_at, 'planned', created_at from asked;
insert into private.deliveries (kind, alert_id, request_id, alert_round, profile_id, device_id, state, priority, attempts, due_at, expires_at,
	sent_at, arrived_at, created_at)
select 'alert', pg_temp.id('alert', a.n::text), a.request_id, 1, m.profile_id, v.device_id,
	case when pg_temp.chance(a.n, 51) < 0.8 then 'arrived' else 'sent' end, 1 + a.n % 4, 1, a.created_at, a.created_at + interval '1 hour',
	a.created_at, case when pg_temp.chance(a.n, 51) < 0.8 then a.created_at end, a.created_at
from size, asked a
join public.cluster_members m on m.cluster_id = a.cluster_id
join public.devices v on v.profile_id = m.profile_id and v.removed_at is null
where a.created_at > now() - delivery_days * interval '1 day';

-- Verdicts and stones.
insert into private.commands (command_id, profile_id, name, arguments_digest, answer, created_at)
select pg_temp.id('command', n::text), pg_temp.id('person', pg_temp.up_to(people, pg_temp.chance(n, 61))::text),
	(array['create_request', 'accept_request', 'release_request', 'set_language', 'register_device'])[1 + n % 5], sha256(n::text::bytea),
	jsonb_build_object('outcome', 'accepted'), now() - 90 * interval '1 day' * (1 - n / commands::double precision)
from size, generate_series(1, commands) n;
insert into private.tombstones (table_name, row_id, rev, deleted_at)
select 'cluster_members', pg_temp.id('stone', n::text), (first_rev::text::bigint + transactions::bigint * n / 5000)::text::xid8,
	now() - 180 * interval '1 day' * (1 - n / 5000.0)
from size, generate_series(1, 5000) n;
