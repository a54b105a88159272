/** "Later", "not possible" and what becomes of an offer. Who may send these commands at all is tried in command-rights. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { standingOffers } from '#domain/later.ts';
import { contentsOf, refusalsOnly, send } from './acting.ts';
import type { Arguments } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, deliveryId, idOf, personNames } from './world.ts';
import type { Device, Person } from './world.ts';

let database: TestDatabase;
beforeEach(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterEach(() => database.drop());

type Command = Parameters<typeof send>[2];
const hour = 3_600_000;
const soon = new Date(Date.now() + hour).toISOString();
const times = {
	half_hour: new Date(Date.now() + hour / 2).toISOString(),
	two_hours: new Date(Date.now() + 2 * hour).toISOString(),
	tomorrow: new Date(Date.now() + 20 * hour).toISOString(),
};

function act(person: Person, name: Command, args: Arguments = {}): Promise<unknown> {
	return send(database, person, name, { request_id: idOf('open'), ...args });
}
function offer(person: Person, available_at: string | null = soon): Promise<unknown> {
	return act(person, 'offer_later', { available_at });
}
/** As it comes over HTTP: the driver of the tests would refuse by itself what is no date of JavaScript. */
async function offerAsText(person: Person, at: string): Promise<unknown> {
	const [row] = await database.as(
		'authenticated',
		idOf(person),
	)(
		(sql) => sql<{ answer: unknown }[]>`
			select public.offer_later(${randomUUID()}, ${idOf('open')}, ${at}::text::timestamptz) as answer`,
	);
	return row?.answer;
}
function take(person: Person, of: Person): Promise<unknown> {
	return act(person, 'take_offer', { profile_id: idOf(of) });
}

async function refuses(asked: () => Promise<unknown>, answer: object): Promise<void> {
	const before = await contentsOf(database, refusalsOnly);
	expect(await asked()).toEqual(answer);
	expect(await contentsOf(database, refusalsOnly)).toEqual(before);
}

async function tap(device: Device, answer: 'later' | 'declined', given: object = times): Promise<unknown> {
	const { sql } = database;
	const [row] = await sql<
		{ answer: unknown }[]
	>`select private.answer_with_ticket(${deliveryId(device)}, ${answer}, ${sql.json({ ...given })}) as answer`;
	return row?.answer;
}

/** As screens see them, with names, and as the database says it: both must be the same. */
async function offers(): Promise<Record<string, string | null>> {
	const { sql } = database;
	const [request] = await sql<
		{ status: string; alert_round: number }[]
	>`select status, alert_round from public.requests where request_id = ${idOf('open')}`;
	const events = await sql<
		{ kind: string; actor_id: string | null; happened_at: string; facts: object }[]
	>`select kind, actor_id, to_json(happened_at) #>> '{}' as happened_at, facts from public.request_events where request_id = ${idOf('open')}`;
	if (request === undefined) throw new Error('no such request');
	const seen = standingOffers(request, events);
	const stands = await sql<{ id: string; offer: { available_at?: string } }[]>`
		select p.profile_id as id, private.standing_offer(r, p.profile_id) as offer
		from public.requests r, public.profiles p
		where r.request_id = ${idOf('open')} and private.standing_offer(r, p.profile_id) is not null`;
	const byScreen = Object.fromEntries(seen.map(({ profileId, availableAt }) => [profileId, availableAt]));
	const byDatabase = Object.fromEntries(stands.map(({ id, offer: said }) => [id, said.available_at ?? null]));
	expect(byScreen).toEqual(byDatabase);
	return Object.fromEntries(
		personNames.flatMap((name) => {
			const at = byScreen[idOf(name)];
			return at === undefined ? [] : [[name, at === null ? null : new Date(at).toISOString()]];
		}),
	);
}

async function story(): Promise<string[]> {
	const rows = await database.sql<{ told: string }[]>`
		select format('%s %s', p.display_name, e.kind) as told from public.request_events e
		join public.profiles p on p.profile_id = e.actor_id where e.request_id = ${idOf('open')} and e.kind <> 'created'
		order by e.happened_at`;
	return rows.map(({ told }) => told);
}

async function holder(): Promise<unknown> {
	const [row] =
		await database.sql`select accepted_by from public.requests where request_id = ${idOf('open')}`;
	return personNames.find((name) => idOf(name) === row?.accepted_by);
}

describe('"later" on a notification', () => {
	test('offers half an hour for whoever has chosen nothing, and says so', async () => {
		const said = { available_at: times.half_hour };
		expect(await tap('bensPhone', 'later')).toEqual({ outcome: 'noted', offer: said });
		expect(await offers()).toEqual({ ben: times.half_hour });
	});

	test('offers what the person has chosen', async () => {
		expect(await tap('annasPhone', 'later')).toEqual({
			outcome: 'noted',
			offer: { available_at: times.two_hours },
		});
		await send(database, 'ben', 'set_later', { later: 'by_phone' });
		expect(await tap('bensPhone', 'later')).toEqual({ outcome: 'noted', offer: { by_phone: true } });
		expect(await offers()).toEqual({ anna: times.two_hours, ben: null });
	});

	test('tapped again, on another device, or sent twice, keeps the first offer', async () => {
		const first = await tap('annasPhone', 'later');
		const later = Object.fromEntries(Object.keys(times).map((key) => [key, soon]));
		expect(await tap('annasPhone', 'later', later)).toEqual(first);
		expect(await tap('annasLaptop', 'later', later)).toEqual(first);
		expect(await story()).toEqual(['anna later']);
	});

	test('does not bring back what was withdrawn by being sent twice, but by being tapped anew it does', async () => {
		await tap('annasPhone', 'later');
		await act('anna', 'withdraw_offer');
		expect(await offers()).toEqual({});
		expect(await tap('annasPhone', 'later')).toMatchObject({ outcome: 'noted' });
		expect(Object.keys(await offers())).toEqual(['anna']);
	});

	test('offers nothing where the server did not say when that would be', async () => {
		expect(await tap('bensPhone', 'later', {})).toEqual({ outcome: 'noted' });
		expect(await offers()).toEqual({});
		expect(await story()).toEqual(['ben later']);
	});

	test('ends with "not possible", which is said once', async () => {
		await tap('annasPhone', 'later');
		expect(await tap('annasPhone', 'declined')).toEqual({ outcome: 'noted' });
		expect(await tap('annasLaptop', 'declined')).toEqual({ outcome: 'noted' });
		expect(await act('anna', 'decline_request')).toEqual({ outcome: 'noted' });
		expect(await offers()).toEqual({});
		expect(await story()).toEqual(['anna later', 'anna declined']);
	});
});

describe('an offer', () => {
	test.each([
		['a time that is over', new Date(Date.now() - 60_000).toISOString(), { outcome: 'expired' }],
		['the beginning of time', '-infinity', { outcome: 'expired' }],
		[
			'a time in three weeks',
			new Date(Date.now() + 21 * 24 * hour).toISOString(),
			{ outcome: 'invalid', field: 'available_at', reason: 'unknown' },
		],
		['the end of time', 'infinity', { outcome: 'invalid', field: 'available_at', reason: 'unknown' }],
	])('of %s is refused, and nothing moved', async (_, at, answer) => {
		await refuses(() => offerAsText('ben', at), answer);
	});

	test('of a time that is none is raised, and nothing moved', async () => {
		const before = await contentsOf(database);
		for (const at of ['', 'morgen früh', '2026-02-30T08:00:00Z', 'x'.repeat(10_000)])
			await expect(offerAsText('ben', at)).rejects.toMatchObject({
				code: expect.stringMatching(/^22/) as string,
			});
		expect(await contentsOf(database)).toEqual(before);
	});

	test.each(['offer_later', 'decline_request'] as const)(
		'or an answer (%s) comes too late for what is taken or closed, and nothing moved',
		async (name) => {
			const args = name === 'offer_later' ? { available_at: soon } : {};
			await act('anna', 'accept_request');
			const taken = { outcome: 'taken', by: { name: 'anna', municipality: 'Coswig' } };
			await refuses(() => act('ben', name, args), taken);
			const before = await contentsOf(database, refusalsOnly);
			expect(await act('anna', name, args)).toMatchObject({ outcome: 'already_yours' });
			expect(await contentsOf(database, refusalsOnly)).toEqual(before);
			await database.sql`update public.requests set status = 'resolved' where request_id = ${idOf('open')}`;
			await refuses(() => act('ben', name, args), { outcome: 'closed' });
		},
	);

	test('takes the place of the one before, and by phone is one, too', async () => {
		await offer('ben');
		await offer('ben', null);
		await offer('anna');
		expect(await offers()).toEqual({ anna: soon, ben: null });
	});

	test('is seen by the requester and the cluster, and by nobody else', async () => {
		await offer('ben');
		const sees = [];
		for (const person of personNames) {
			const rows = await database.as(
				'authenticated',
				idOf(person),
			)(
				(sql) =>
					sql`select 1 from public.request_events where request_id = ${idOf('open')} and kind = 'later'`,
			);
			if (rows.length > 0) sees.push(person);
		}
		expect(sees).toEqual(['olaf', 'anna', 'ben', 'otto', 'kora']);
	});

	test('is withdrawn once; then there is none', async () => {
		await refuses(() => act('ben', 'withdraw_offer'), { outcome: 'no_offer' });
		await offer('ben');
		expect(await act('ben', 'withdraw_offer')).toEqual({ outcome: 'withdrawn' });
		await refuses(() => act('ben', 'withdraw_offer'), { outcome: 'no_offer' });
		await refuses(() => take('olaf', 'ben'), { outcome: 'no_offer' });
	});

	test('that was for a request closed since is not there to withdraw, whoever had the request', async () => {
		await offer('ben');
		await act('ben', 'accept_request');
		await database.sql`update public.requests set status = 'resolved' where request_id = ${idOf('open')}`;
		await refuses(() => act('ben', 'withdraw_offer'), { outcome: 'no_offer' });
		await refuses(() => act('anna', 'withdraw_offer'), { outcome: 'no_offer' });
	});

	test('ends with its round, and "not possible" does', async () => {
		await offer('ben');
		await act('otto', 'decline_request');
		await act('anna', 'accept_request');
		expect(await offers()).toEqual({});
		await act('anna', 'release_request');
		expect(await offers()).toEqual({});
		await refuses(() => take('olaf', 'ben'), { outcome: 'no_offer' });
		expect(await act('otto', 'decline_request')).toEqual({ outcome: 'noted' });
		expect((await story()).filter((told) => told === 'otto declined')).toHaveLength(2);
	});

	test('stands again when whoever took the request takes that back', async () => {
		await offer('ben');
		await act('anna', 'accept_request');
		expect(await act('anna', 'undo_acceptance')).toEqual({ outcome: 'undone' });
		expect(await offers()).toEqual({ ben: soon });
	});
});

describe('an offer that is taken', () => {
	test('gives the request to who offered, tells them on every device so that it is heard, and names them', async () => {
		await offer('ben');
		expect(await take('olaf', 'ben')).toEqual({
			outcome: 'assigned',
			to: { name: 'ben', municipality: 'Meißen' },
		});
		expect(await holder()).toBe('ben');
		expect(await story()).toEqual(['ben later', 'ben accepted', 'olaf offer_taken']);
		const told = await database.sql<{ told: string }[]>`
			select format('%s %s%s', v.label, d.kind, case when d.assigned then ' assigned' end) as told
			from private.deliveries d join public.devices v using (device_id)
			where d.request_id = ${idOf('open')} and d.kind = 'taken' and d.state = 'queued' order by 1`;
		expect(told.map((row) => row.told)).toEqual([
			'annasLaptop taken',
			'annasPhone taken',
			'bensPhone taken assigned',
			'larsPhone taken',
		]);
	});

	test('is heard also on devices that were never alerted', async () => {
		await database.sql`delete from private.deliveries where device_id = ${idOf('bensPhone')}`;
		await offer('ben');
		await take('otto', 'ben');
		const told = await database.sql`
			select assigned from private.deliveries where device_id = ${idOf('bensPhone')} and kind = 'taken' and state = 'queued'`;
		expect(told.map((row) => ({ ...row }))).toEqual([{ assigned: true }]);
	});

	test('by whoever made it is an acceptance like any other', async () => {
		await offer('ben');
		expect(await take('ben', 'ben')).toMatchObject({ outcome: 'assigned' });
		expect(await story()).toEqual(['ben later', 'ben accepted']);
		const assigned = await database.sql`select 1 from private.deliveries where assigned`;
		expect(assigned).toEqual([]);
	});

	test('can be undone by who has it now for a minute, and is used up', async () => {
		await offer('ben');
		await take('olaf', 'ben');
		await refuses(() => act('anna', 'undo_acceptance'), {
			outcome: 'taken',
			by: { name: 'ben', municipality: 'Meißen' },
		});
		expect(await act('ben', 'undo_acceptance')).toEqual({ outcome: 'undone' });
		expect(await offers()).toEqual({});
		await refuses(() => take('olaf', 'ben'), { outcome: 'no_offer' });
	});

	test('twice, or after somebody has accepted, is refused with the name', async () => {
		await offer('ben');
		await offer('otto');
		await take('olaf', 'ben');
		const taken = { outcome: 'taken', by: { name: 'ben', municipality: 'Meißen' } };
		await refuses(() => take('olaf', 'ben'), taken);
		await refuses(() => take('anna', 'otto'), taken);
		await database.sql`update public.requests set status = 'cancelled' where request_id = ${idOf('open')}`;
		await refuses(() => take('olaf', 'otto'), { outcome: 'closed' });
	});

	test.each([
		['has left the cluster', `delete from public.cluster_members where profile_id = '${idOf('ben')}'`],
		[
			'pauses',
			`update public.cluster_members set paused_until = now() + interval '1 day' where profile_id = '${idOf('ben')}'`,
		],
		['is no specialist any more', `delete from public.roles where profile_id = '${idOf('ben')}'`],
		[
			'has left the network',
			`update public.profiles set status = 'left' where profile_id = '${idOf('ben')}'`,
		],
	])('is refused when the person %s, and nothing moved', async (_, happens) => {
		await offer('ben');
		await database.sql.unsafe(happens);
		await refuses(() => take('olaf', 'ben'), { outcome: 'no_offer' });
	});

	test('is refused for somebody who offered nothing, or is nobody', async () => {
		await refuses(() => take('olaf', 'ben'), { outcome: 'no_offer' });
		await refuses(() => take('olaf', 'sven'), { outcome: 'no_offer' });
		await refuses(() => act('olaf', 'take_offer', { profile_id: null }), { outcome: 'no_offer' });
	});

	test('at the same moment as others take, accept and withdraw has one winner, and everybody hears who', async () => {
		for (let round = 1; round <= 8; round += 1) {
			await offer('ben');
			await offer('otto');
			const answers = await Promise.all([
				take('olaf', 'ben'),
				take('anna', 'otto'),
				act('anna', 'accept_request'),
				act('otto', 'withdraw_offer'),
			]);
			const winner = await holder();
			const won = answers.filter((answer) =>
				['assigned', 'accepted'].includes((answer as { outcome: string }).outcome),
			);
			expect(won, JSON.stringify(answers)).toHaveLength(1);
			const accepted = (await story()).filter((told) => told.endsWith('accepted'));
			expect(accepted).toHaveLength(round);
			expect(accepted.at(-1)).toBe(`${String(winner)} accepted`);
			await act(winner as Person, 'release_request');
		}
	});
});
