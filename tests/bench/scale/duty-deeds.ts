/** What people who are on call do when they go away: hand over, and give back what they were handed. */
import type { Sql } from 'postgres';
import type { EveryCommandName } from '#contracts/every-command.ts';
import { countyId } from './county.ts';
import type { Deed } from './deeds.ts';

export const dutyOrder = [
	'hand_over_duties',
	'give_back_duty',
] as const satisfies readonly EveryCommandName[];

const day = 24 * 3_600_000;

/** Turns in a week, so that nobody is asked about them who pauses for a day: one of everybody who hands over, and one of others for each who gives back. */
export async function planDutyDeeds(
	sql: Sql,
	count: number,
): Promise<Record<(typeof dutyOrder)[number], Deed[]>> {
	const pairs = await sql<{ cluster_id: string; from: string; to: string }[]>`
		with one as (
			select distinct on (m.profile_id) m.cluster_id, m.profile_id from public.cluster_members m
			where private.may_be_on_call(m.profile_id, m.cluster_id) order by m.profile_id, m.cluster_id
		), stands_in as (
			select distinct on (o.cluster_id) o.cluster_id, o.profile_id from one o
			order by o.cluster_id, private.can_stand_in(o.profile_id, o.cluster_id, now()) desc, o.profile_id
		)
		select o.cluster_id, o.profile_id as from, s.profile_id as to from one o join stands_in s using (cluster_id)
		where o.profile_id <> s.profile_id and not exists (select 1 from stands_in k where k.profile_id = o.profile_id)
		order by o.profile_id limit ${count}`;
	await sql`
		insert into private.shifts (cluster_id, profile_id, during)
		select cluster_id, profile_id, tstzrange(now() + interval '7 days', now() + interval '8 days')
		from unnest(${pairs.map((pair) => pair.cluster_id)}::uuid[], ${pairs.map((pair) => pair.from)}::uuid[]) p (cluster_id, profile_id)`;
	await sql`
		insert into private.shifts (shift_id, cluster_id, profile_id, during, kind, stands_in_for)
		select shift_id, cluster_id, profile_id, tstzrange(now() + interval '20 days', now() + interval '21 days'), 'substitute', stands_in_for
		from unnest(${pairs.map((_, n) => countyId('handed shift', n))}::uuid[], ${pairs.map((pair) => pair.cluster_id)}::uuid[],
			${pairs.map((pair) => pair.to)}::uuid[], ${pairs.map((pair) => pair.from)}::uuid[]) p (shift_id, cluster_id, profile_id, stands_in_for)`;
	const paused_until = new Date(Date.now() + 10 * day).toISOString();
	const able = await sql<{ profile_id: string }[]>`
		select distinct profile_id from unnest(${pairs.map((pair) => pair.to)}::uuid[], ${pairs.map((pair) => pair.cluster_id)}::uuid[]) p (profile_id, cluster_id)
		where private.can_stand_in(profile_id, cluster_id, now())`;
	const isAble = new Set(able.map(({ profile_id }) => profile_id));
	return {
		hand_over_duties: pairs.map(({ cluster_id, from, to }) => ({
			personId: from,
			args: { paused_until, substitutes: [{ cluster_id, profile_id: isAble.has(to) ? to : null }] },
			outcome: isAble.has(to) ? 'handed_over' : 'gap_left',
		})),
		give_back_duty: pairs.map(({ to }, n) => ({
			personId: to,
			args: { shift_id: countyId('handed shift', n) },
			outcome: 'given_back',
		})),
	};
}
