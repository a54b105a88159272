/** What coordination does, and a newcomer whose address opens the network. */
import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { EveryCommandName } from '#contracts/every-command.ts';
import { escalationStep } from '#tests/database/acting.ts';
import { countyId } from './county.ts';
import type { Deed } from './deeds.ts';

/** Somebody waits before they are admitted, a municipality is there before it leaves. */
export const coordinationOrder = [
	'add_municipality',
	'rename_municipality',
	'add_building',
	'change_building',
	'remove_building',
	'add_domain',
	'remove_domain',
	'leave_municipality',
	'return_municipality',
	'turn_away_person',
	'reconsider_person',
	'admit_person',
	'set_person_roles',
	'enter_network',
	'save_escalation',
	'set_operator',
	'set_webhook',
	'try_webhook',
	'remove_webhook',
	'delete_feedback',
] as const satisfies readonly EveryCommandName[];

/** So many accounts with a proven address of this domain; the schema makes their profiles, which wait. */
async function addNewcomers(sql: Sql, count: number, domain: string): Promise<string[]> {
	const rows = await sql<{ id: string }[]>`
		insert into auth.users (id, email, email_confirmed_at)
		select id, id || '@' || ${domain}::text, now() from (select gen_random_uuid() as id from generate_series(1, ${count}::integer)) n
		returning id`;
	return rows.map(({ id }) => id);
}

export async function planCoordinationDeeds(
	sql: Sql,
	count: number,
): Promise<Record<(typeof coordinationOrder)[number], Deed[]>> {
	const run = randomUUID().slice(0, 8);
	const [municipality, ours] = [countyId('municipality', 1), `${run}.example`];
	await sql`insert into private.municipality_domains (domain, municipality_id) values (${ours}, ${municipality})`;
	const [waiting, entering] = [
		await addNewcomers(sql, count, 'anderswo.example'),
		await addNewcomers(sql, count, ours),
	];
	await sql`update private.settings set value = 'hook.example' where key = 'webhook_hosts'`;
	const feedback = await sql<{ feedback_id: string }[]>`
		insert into private.feedback (message, contact, language)
		select 'Die Schrift ist zu klein.', '', 'de' from generate_series(1, ${count}::integer) returning feedback_id`;
	const clusters = await sql<{ cluster_id: string }[]>`
		insert into public.clusters (slug, name)
		select ${run} || n, 'Thema ' || n from generate_series(1, ${count}::integer) n returning cluster_id`;
	const towns = Array.from({ length: count }, (_, n) => ({ id: randomUUID(), name: `Neustadt ${run} ${n}` }));

	function decide(outcome: string, args: Deed['args']): Deed {
		return { personId: countyId('person', 1), args, outcome };
	}

	return {
		add_municipality: towns.map(({ id, name }) => decide('added', { municipality_id: id, name })),
		rename_municipality: towns.map(({ id, name }) =>
			decide('saved', { municipality_id: id, name: `${name} (Sachsen)` }),
		),
		add_building: towns.map(({ id }) =>
			decide('added', {
				building_id: id,
				municipality_id: municipality,
				name: `Haus ${id}`,
				address: 'Ring 3',
			}),
		),
		change_building: towns.map(({ id }) =>
			decide('saved', { building_id: id, name: `Gebäude ${id}`, address: '' }),
		),
		remove_building: towns.map(({ id }) => decide('removed', { building_id: id })),
		add_domain: towns.map(({ id }) => decide('added', { municipality_id: id, domain: `${id}.example` })),
		remove_domain: towns.map(({ id }) => decide('removed', { domain: `${id}.example` })),
		leave_municipality: towns.map(({ id }) => decide('left', { municipality_id: id })),
		return_municipality: towns.map(({ id }) => decide('returned', { municipality_id: id })),
		turn_away_person: waiting.map((id) => decide('turned_away', { profile_id: id })),
		reconsider_person: waiting.map((id) => decide('pending', { profile_id: id })),
		admit_person: waiting.map((id) =>
			decide('admitted', { profile_id: id, municipality_id: municipality, specialist: true }),
		),
		set_person_roles: waiting.map((id) =>
			decide('saved', { profile_id: id, roles: ['specialist', 'office'] }),
		),
		enter_network: entering.map((id) => ({ personId: id, args: {}, outcome: 'entered' })),
		save_escalation: clusters.map(({ cluster_id }) =>
			decide('saved', { cluster_id, replaces: [], steps: [escalationStep] }),
		),
		set_operator: towns.map(({ name }) =>
			decide('saved', {
				name: 'Landkreis',
				address: name,
				email: 'betrieb@kreis.example',
				phone: '03525 700-0',
				represented_by: 'die Landrätin',
				supervisory_authority: 'die Landesdirektion',
				data_protection_officer: 'datenschutz@kreis.example',
				enforcement_body: 'die Durchsetzungsstelle',
			}),
		),
		set_webhook: towns.map(({ id }) =>
			decide('saved', { url: `https://hook.example/${id}`, lowest_priority: 1, renew_secret: false }),
		),
		// One network, one webhook: five tests in ten minutes, and it is removed once.
		try_webhook: towns.map((_, n) => decide(n < 5 ? 'started' : 'too_many', {})),
		remove_webhook: towns.map((_, n) => decide(n === 0 ? 'removed' : 'not_there', {})),
		delete_feedback: feedback.map(({ feedback_id }) => decide('deleted', { feedback_id })),
	};
}
