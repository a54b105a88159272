/**
 * From silence to messages of the second channel: looks that are due are gathered, a pure function decides, and one statement writes the decision and
 * takes the looks away, so what crashes half-way is looked at again. Any number may run side by side: a message is there once per person and round.
 */
import type { Sql } from 'postgres';
import * as z from 'zod/mini';
import type { Priority } from '#domain/request.ts';
import { planSecondChannel, secondChannelMilliseconds } from '#domain/second-channel.ts';
import type { SilencePlan, SoughtPerson } from '#domain/second-channel.ts';
import { gatherClusters } from '../alerting/plan-facts.ts';

/** Rounds decided about in one statement; the rest follows in the next. */
const batch = 100;

const time = z.pipe(
	z.string(),
	z.transform((text) => new Date(text)),
);
const people = z.array(
	z.object({
		profileId: z.string(),
		alertedAt: z.nullable(time),
		hasArrived: z.boolean(),
		wantsMail: z.boolean(),
		wasMailed: z.boolean(),
	}),
);

interface Look {
	look_ids: string[];
	request_id: string;
	alert_round: number;
	cluster_id: string;
	priority: Priority;
	is_open: boolean;
	requester_id: string;
	released_by: string | null;
	answered: string[];
	people: unknown;
	opened_at: Date;
	webhook_lowest: Priority | null;
	was_told: boolean;
	gathered_at: Date;
}

// A type, not an interface: only types count as plain JSON for postgres.js.
type Decision = {
	look_ids: string[];
	request_id: string;
	alert_round: number;
	priority: number;
	look_at: string | null;
	expires_at: string;
	mails: { profile_id: string; cause: string }[];
	pass_on: boolean;
};

/** Decides about the rounds that are due and answers how many they were; 0 means there are no more right now. */
export async function planDueSilence(sql: Sql): Promise<number> {
	// Of requests that are gone or closed there is nothing left to decide.
	await sql`
		delete from private.second_looks l
		where l.due_at <= now() and not exists (
			select 1 from public.requests r where r.request_id = l.request_id and r.status = 'open' and r.alert_round = l.alert_round)`;
	const looks = await gather(sql);
	if (looks.length === 0) return 0;
	const clusters = await gatherClusters(sql, [...new Set(looks.map((look) => look.cluster_id))]);
	const decisions: Decision[] = [];
	for (const look of looks) {
		const cluster = clusters.get(look.cluster_id);
		if (cluster === undefined) continue;
		const sought: SoughtPerson[] = people.parse(look.people ?? []);
		const facts = {
			cluster,
			priority: look.priority,
			isOpen: look.is_open,
			requesterId: look.requester_id,
			releasedBy: look.released_by,
			answered: look.answered,
			people: sought,
			openedAt: look.opened_at,
			webhook:
				look.webhook_lowest === null ? null : { lowestPriority: look.webhook_lowest, wasTold: look.was_told },
		};
		decisions.push(note(look, planSecondChannel(facts, look.gathered_at)));
	}
	await write(sql, decisions);
	return looks.length;
}

async function gather(sql: Sql): Promise<Look[]> {
	return await sql<Look[]>`
		with due as (
			select l.request_id, l.alert_round, array_agg(l.second_look_id::text) as look_ids
			from private.second_looks l where l.due_at <= now()
			group by l.request_id, l.alert_round order by min(l.due_at) limit ${batch}
		)
		select due.look_ids, r.request_id, due.alert_round, r.cluster_id, r.priority, q.requester_id, now() as gathered_at,
			r.status = 'open' and r.alert_round = due.alert_round as is_open,
			coalesce((select min(a.opened_at) from private.alerts a where a.request_id = r.request_id and a.alert_round = due.alert_round), now()) as opened_at,
			(select w.lowest_priority from private.webhook w) as webhook_lowest,
			exists (
				select 1 from private.second_deliveries s
				where s.request_id = r.request_id and s.alert_round = due.alert_round and s.channel = 'webhook' and s.state <> 'superseded') as was_told,
			(select a.released_by from private.alerts a where a.request_id = r.request_id and a.alert_round = due.alert_round and a.released_by is not null
				order by a.step desc limit 1) as released_by,
			array(
				select said.actor_id from (
					select distinct on (e.actor_id) e.actor_id, e.kind, e.facts from public.request_events e
					where e.request_id = r.request_id and e.actor_id is not null and e.kind in ('later', 'declined', 'withdrawn', 'accepted')
					order by e.actor_id, e.happened_at desc
				) said
				where said.kind in ('later', 'declined') and (said.facts ->> 'alert_round')::integer = due.alert_round
			) as answered,
			(
				select jsonb_agg(jsonb_build_object(
					'profileId', sought.profile_id,
					'alertedAt', sought.alerted_at,
					'hasArrived', sought.has_arrived,
					'wantsMail', p.status = 'active' and coalesce(w.second_channel, true) and coalesce(u.email, '') <> '',
					'wasMailed', exists (
						select 1 from private.second_deliveries s
						where s.request_id = r.request_id and s.alert_round = due.alert_round and s.channel = 'mail' and s.profile_id = sought.profile_id
							and s.state <> 'superseded')))
				from (
					select known.profile_id, min(known.alerted_at) as alerted_at, bool_or(known.has_arrived) as has_arrived
					from (
						select d.profile_id, d.created_at as alerted_at, d.arrived_at is not null as has_arrived
						from private.deliveries d
						where d.request_id = r.request_id and d.alert_round = due.alert_round and d.kind = 'alert'
							-- Taken back before it had begun: the person has paused meanwhile, or is no member any more.
							and not (d.state = 'superseded' and d.attempts = 0)
						union all
						select missing.id::uuid, null, false
						from private.alerts a cross join lateral jsonb_each_text(a.course -> 'left') as missing (id, reason)
						where a.request_id = r.request_id and a.alert_round = due.alert_round and a.state = 'due' and missing.reason = 'without_device'
					) known
					group by known.profile_id
				) sought
				join public.profiles p on p.profile_id = sought.profile_id
				left join auth.users u on u.id = sought.profile_id
				left join public.notification_settings w on w.profile_id = sought.profile_id
			) as people
		from due
		join public.requests r on r.request_id = due.request_id
		join public.request_details q on q.request_id = r.request_id`;
}

function note(look: Look, plan: SilencePlan): Decision {
	return {
		look_ids: look.look_ids,
		request_id: look.request_id,
		alert_round: look.alert_round,
		priority: look.priority,
		look_at: plan.lookAt?.toISOString() ?? null,
		expires_at: new Date(look.gathered_at.getTime() + secondChannelMilliseconds).toISOString(),
		mails: plan.mails.map(({ profileId, cause }) => ({ profile_id: profileId, cause })),
		pass_on: plan.passOn,
	};
}

async function write(sql: Sql, decisions: Decision[]): Promise<void> {
	await sql`
		with decision as (
			select * from jsonb_to_recordset(${sql.json(decisions)}) as decision (
				look_ids bigint[], request_id uuid, alert_round integer, priority smallint, look_at timestamptz, expires_at timestamptz, mails jsonb,
				pass_on boolean)
		), over as (
			delete from private.second_looks l using decision where l.second_look_id = any (decision.look_ids)
		), following as (
			insert into private.second_looks (request_id, alert_round, due_at)
			select d.request_id, d.alert_round, d.look_at from decision d
			where d.look_at is not null and not exists (
				select 1 from private.second_looks l
				where l.request_id = d.request_id and l.alert_round = d.alert_round and l.due_at <= d.look_at and l.second_look_id <> all (d.look_ids))
		)
		insert into private.second_deliveries as s (channel, cause, request_id, alert_round, profile_id, priority, expires_at)
		select 'mail', mail.cause, d.request_id, d.alert_round, mail.profile_id, d.priority, d.expires_at
		from decision d cross join jsonb_to_recordset(d.mails) as mail (profile_id uuid, cause text)
		union all
		select 'webhook', 'silence', d.request_id, d.alert_round, null, d.priority, d.expires_at from decision d where d.pass_on
		on conflict (request_id, alert_round, channel, profile_id) where cause <> 'test' do update set state = 'queued', due_at = now(), cause = excluded.cause,
			expires_at = excluded.expires_at
			-- Taken back when somebody had the request, who gave it back at once.
			where s.state = 'superseded'`;
}
