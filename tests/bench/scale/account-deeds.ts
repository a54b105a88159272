/** What people do about themselves: say who they are, and leave for good. */
import type { Sql } from 'postgres';
import type { EveryCommandName } from '#contracts/every-command.ts';
import { countyId } from './county.ts';
import type { Deed } from './deeds.ts';

/** Last of all: nobody who has left does anything more. */
export const accountOrder = ['save_profile', 'delete_account'] as const satisfies readonly EveryCommandName[];

/** Those with the most in hand leave, so that there is something to give back; the county's people get accounts only here. */
export async function planAccountDeeds(
	sql: Sql,
	count: number,
): Promise<Record<(typeof accountOrder)[number], Deed[]>> {
	const leaving = await sql<{ id: string }[]>`
		insert into auth.users (id, email, email_confirmed_at)
		select profile_id, profile_id || '@geht.example', now() from public.roles p where role = 'specialist' and not exists (
			select 1 from public.roles k where k.profile_id = p.profile_id and k.role = 'coordinator')
		order by (select count(*) from public.requests r where r.accepted_by = p.profile_id and r.status in ('accepted', 'in_progress')) desc, profile_id
		limit ${count} returning id`;
	return {
		save_profile: Array.from({ length: count }, (_, index) => ({
			personId: countyId('person', index + 1),
			args: {
				display_name: `Neuer Name ${index + 1}`,
				shows_phone: true,
				shows_email: index % 2 === 0,
				phone: '03525 700-214',
			},
			outcome: 'saved',
		})),
		delete_account: leaving.map(({ id }) => ({ personId: id, args: {}, outcome: 'deleted' })),
	};
}
