-- Why: whoever runs this must see whether alerts leave, how push services answer and how fast devices confirm, in the same figures whichever process
-- is asked and after a restart. So they are counted here and not in memory.
-- Touches: private.push_answers, private.chores, push_endpoints.refused_at, index on deliveries(created_at); push_service, push_services, measured_deliveries.
-- Safe: new names; a server of before counts nothing and leaves the figures where they are.
create table private.push_answers (
	service text not null,
	answer text not null,
	posts bigint not null default 0,
	latest_at timestamptz not null default now(),
	primary key (service, answer),
	constraint push_answers_answer_known check (answer in ('2xx', 'gone', 'refused', '413', '429', '4xx', '5xx', 'timeout', 'network'))
);
comment on table private.push_answers is 'How often each push service answered in which way, since the beginning. Only rises. Nothing about people or devices.';
comment on column private.push_answers.answer is 'gone: 404, 410. refused: 400, 401, 403, our key or clock. 429: also 406. 4xx: the rest.';

create table private.chores (
	chore text primary key,
	ran_at timestamptz,
	constraint chores_chore_known check (chore in ('alerting', 'retention'))
);
comment on table private.chores is 'When work that nobody asks for was last done, by whichever process. alerting: the look of the sending at its queue, every 30 s. null: never.';
insert into private.chores (chore) values ('alerting'), ('retention');

alter table private.push_answers enable row level security;
alter table private.chores enable row level security;

alter table private.push_endpoints add column refused_at timestamptz;
comment on column private.push_endpoints.refused_at is 'Its push service refused us (400, 401, 403) and has accepted nothing since.';
-- Of two weeks of deliveries the last day is asked for again and again.
create index deliveries_created on private.deliveries (created_at);

-- A new address is a new start: its refusals belong to the former one.
create function private.forget_refusal() returns trigger
language plpgsql set search_path = '' as $$
begin
	new.refused_at := null;
	return new;
end;
$$;
revoke all on function private.forget_refusal() from public;
create trigger push_endpoints_forget_refusal before update of endpoint on private.push_endpoints for each row
	when (old.endpoint is distinct from new.endpoint) execute function private.forget_refusal();

-- The push service behind a host. A known one may have many hosts; the part in front says something about a device and is nobody's business.
create function private.push_service(p_host text) returns text
language sql immutable set search_path = '' as $$
	select coalesce(substring(p_host from '(?:^|\.)(googleapis\.com|push\.services\.mozilla\.com|push\.apple\.com|notify\.windows\.com)$'), p_host);
$$;

-- Every push service that was ever heard of, and how it stands. refusing: in the last day it refused at least three devices and more than a fifth of
-- those it had to do with, and has not accepted them since: that is our key or our clock. unanswered: its last word of the last day was none.
create function private.push_services() returns table (service text, standing text, since timestamptz)
language sql stable set search_path = '' as $$
	with contacted as (
		select private.push_service(e.host) as service, count(*) as devices,
			count(*) filter (where e.refused_at > now() - interval '1 day') as refused, max(e.refused_at) as refused_at
		from private.push_endpoints e
		where e.refused_at > now() - interval '1 day' or e.last_success_at > now() - interval '1 day'
		group by 1
	), heard as (
		select a.service, max(a.latest_at) filter (where a.answer not in ('5xx', 'timeout', 'network')) as answered_at,
			max(a.latest_at) filter (where a.answer in ('5xx', 'timeout', 'network')) as unanswered_at
		from private.push_answers a group by 1
	), judged as (
		select heard.service, contacted.refused_at, heard.unanswered_at,
			coalesce(contacted.refused >= 3 and contacted.refused > 0.2 * contacted.devices, false) as is_refusing,
			coalesce(heard.unanswered_at > now() - interval '1 day'
				and heard.unanswered_at > coalesce(heard.answered_at, '-infinity'), false) as is_unanswered
		from heard left join contacted on contacted.service = heard.service
	)
	select j.service, case when j.is_refusing then 'refusing' when j.is_unanswered then 'unanswered' else 'fine' end,
		case when j.is_refusing then j.refused_at when j.is_unanswered then j.unanswered_at end
	from judged j order by 1;
$$;

-- Messages handed to a push service since a moment. sent_seconds: since it was put into the queue. arrived_seconds: since it was due, which for the
-- first step of a round is the moment somebody asked. is_old_enough: a device had a minute to confirm it. A message that a newer one about the
-- same took the place of says nothing by its silence, so it is not counted unless it arrived.
create function private.measured_deliveries(p_since timestamptz)
returns table (profile_id uuid, sent_seconds float8, arrived_seconds float8, is_old_enough boolean)
language sql stable set search_path = '' as $$
	select d.profile_id,
		-- Not greatest() alone, which passes over null and would make of what never arrived the fastest of all.
		case when d.sent_at is not null then greatest(0, extract(epoch from d.sent_at - d.created_at))::float8 end,
		case when d.arrived_at is not null then greatest(0, extract(epoch from d.arrived_at - least(a.due_at, d.created_at)))::float8 end,
		coalesce(d.sent_at, d.arrived_at) < now() - interval '1 minute'
	from private.deliveries d
	left join private.alerts a on a.alert_id = d.alert_id
	where d.created_at > p_since and (d.sent_at is not null or d.arrived_at is not null)
		and (d.arrived_at is not null or (d.covered_by is null and not exists (
			select 1 from private.deliveries newer
			where newer.request_id = d.request_id and newer.device_id = d.device_id and newer.payload_rev > d.payload_rev and newer.sent_at is not null)));
$$;
revoke all on function private.push_service(text), private.push_services(), private.measured_deliveries(timestamptz) from public;
