import { randomUUID } from 'node:crypto';
import type { ReservedSql } from 'postgres';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentsOf, refusalsOnly, send } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { sessionClaims } from './token.ts';
import { buildWorld, deliveryId, idOf } from './world.ts';
import type { Person, RequestName } from './world.ts';

let database: TestDatabase;
beforeEach(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterEach(() => database.drop());

function handOver(
	person: Person,
	request: RequestName,
	cluster: string | null = idOf('phones'),
): Promise<unknown> {
	return send(database, person, 'hand_over_request', { request_id: idOf(request), cluster_id: cluster });
}

async function stateOf(request: RequestName) {
	const [row] = await database.sql`
		select status, accepted_by, accepted_at, alert_round, cluster_id from public.requests where request_id = ${idOf(request)}`;
	return row;
}

test('coordination hands on what a municipality asked that has left, as long as nobody has it', async () => {
	await send(database, 'kora', 'leave_municipality', { municipality_id: idOf('Riesa') });
	expect(await handOver('kora', 'accepted')).toEqual({
		outcome: 'taken',
		by: { name: 'anna', municipality: 'Coswig' },
	});
	expect(await handOver('kora', 'open')).toEqual({ outcome: 'handed_over' });
	expect(await stateOf('open')).toMatchObject({ status: 'open', cluster_id: idOf('phones'), alert_round: 2 });
	// Others may not, whatever has become of the municipality.
	expect(await handOver('sven', 'open', idOf('network'))).toEqual({ outcome: 'not_allowed' });
	expect(await handOver('olaf', 'open', idOf('network'))).toEqual({ outcome: 'not_allowed' });
});

describe('is refused, and nothing moved:', () => {
	const taken = (name: string, municipality: string) => ({ outcome: 'taken', by: { name, municipality } });
	test.each([
		['a specialist who only sees the open request', 'sven', 'open', 'phones', { outcome: 'not_allowed' }],
		['a member of the cluster it should go to', 'petra', 'accepted', 'phones', { outcome: 'not_allowed' }],
		['whoever asked', 'olaf', 'open', 'phones', { outcome: 'not_allowed' }],
		['coordination, while the municipality takes part', 'kora', 'open', 'phones', { outcome: 'not_allowed' }],
		['a helper who left the service', 'lars', 'orphaned', 'phones', { outcome: 'not_allowed' }],
		['a colleague of whoever has it', 'ben', 'accepted', 'phones', taken('anna', 'Coswig')],
		['a topic owner, for what others have', 'otto', 'inProgress', 'phones', taken('ben', 'Meißen')],
		['who had it, once it is resolved', 'anna', 'resolved', 'phones', { outcome: 'closed' }],
		['a member, once it is cancelled', 'ben', 'cancelled', 'phones', { outcome: 'closed' }],
		['who has it, to where it lies', 'anna', 'accepted', 'network', { outcome: 'already_there' }],
		['a member, to where it lies', 'ben', 'open', 'network', { outcome: 'already_there' }],
	] as const)('%s', async (_, person, request, cluster, answer) => {
		const before = await contentsOf(database, refusalsOnly);
		expect(await handOver(person, request, idOf(cluster))).toEqual(answer);
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});

	test.each([null, randomUUID(), idOf('open')])(
		'who has it, to a cluster that is none (%s)',
		async (cluster) => {
			const before = await contentsOf(database, refusalsOnly);
			const unknown = { outcome: 'invalid', field: 'cluster_id', reason: 'unknown' };
			expect(await handOver('anna', 'accepted', cluster)).toEqual(unknown);
			expect(await contentsOf(database, refusalsOnly)).toEqual(before);
		},
	);

	test.each([null, randomUUID()])('anybody, what is no request (%s)', async (request) => {
		const before = await contentsOf(database, refusalsOnly);
		const args = { request_id: request, cluster_id: idOf('phones') };
		expect(await send(database, 'anna', 'hand_over_request', args)).toEqual({ outcome: 'not_allowed' });
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});
});

describe('a request that is handed over', () => {
	test.each([
		['by whoever has it', 'ben', 'inProgress'],
		['by a member while nobody has it', 'anna', 'open'],
	] as const)(
		'%s is open in the other cluster, in a new round that is due there',
		async (_, person, request) => {
			expect(await handOver(person, request)).toEqual({ outcome: 'handed_over' });
			expect(await stateOf(request)).toEqual({
				status: 'open',
				accepted_by: null,
				accepted_at: null,
				alert_round: 2,
				cluster_id: idOf('phones'),
			});
			const events = await database.sql`
			select kind, actor_id, facts from public.request_events where request_id = ${idOf(request)} and kind <> 'created'`;
			expect(events).toEqual([
				{ kind: 'handed_over', actor_id: idOf(person), facts: { cluster_id: idOf('phones') } },
			]);
			const due = await database.sql`
			select alert_round, step, released_by from private.alerts where request_id = ${idOf(request)} and state = 'due'`;
			expect(due).toEqual([{ alert_round: 2, step: 0, released_by: idOf(person) }]);
		},
	);

	test('can be handed over by who took it and left the cluster since', async () => {
		await send(database, 'anna', 'leave_cluster', { cluster_id: idOf('network') });
		expect(await handOver('anna', 'accepted')).toEqual({ outcome: 'handed_over' });
	});

	test('sends nothing more of the former round', async () => {
		const { sql } = database;
		await sql`insert into private.alerts (request_id, alert_round, step) values (${idOf('open')}, 1, 1)`;
		await sql`update private.deliveries set state = 'queued' where delivery_id = ${deliveryId('bensPhone')}`;
		await handOver('anna', 'open');
		const alerts = await sql`
			select alert_round, step, state from private.alerts where request_id = ${idOf('open')} order by alert_round, step`;
		expect(
			alerts.map((row) => `${String(row.alert_round)}.${String(row.step)} ${String(row.state)}`),
		).toEqual(['1.0 planned', '1.1 superseded', '2.0 due']);
		const [queued] =
			await sql`select state from private.deliveries where delivery_id = ${deliveryId('bensPhone')}`;
		expect(queued).toEqual({ state: 'superseded' });
	});

	test('is no longer taken by a tap on the notification of the former round', async () => {
		const { sql } = database;
		await send(database, 'ben', 'join_cluster', { cluster_id: idOf('phones') });
		await handOver('anna', 'open');
		const before = await contentsOf(database);
		const tap = (device: 'annasPhone' | 'bensPhone') =>
			sql`select private.accept_with_ticket(${deliveryId(device)}) as answer`;
		// Anna is in the former cluster alone, Ben in both.
		expect(await tap('annasPhone')).toEqual([{ answer: { outcome: 'not_allowed' } }]);
		expect(await tap('bensPhone')).toEqual([{ answer: { outcome: 'expired' } }]);
		expect(await contentsOf(database)).toEqual(before);
		expect(await send(database, 'ben', 'accept_request', { request_id: idOf('open') })).toMatchObject({
			outcome: 'accepted',
		});
	});

	test('can go on and back, a round each time', async () => {
		await handOver('anna', 'open');
		expect(await handOver('petra', 'open', idOf('network'))).toEqual({ outcome: 'handed_over' });
		expect(await handOver('anna', 'open')).toEqual({ outcome: 'handed_over' });
		expect(await stateOf('open')).toMatchObject({
			alert_round: 4,
			cluster_id: idOf('phones'),
			status: 'open',
		});
	});

	test('while somebody takes it ends in one of the two', async () => {
		const [taken, handedOver] = await Promise.all([
			send(database, 'anna', 'accept_request', { request_id: idOf('open') }),
			handOver('ben', 'open'),
		]);
		const state = await stateOf('open');
		if (state?.status === 'accepted') {
			expect(taken).toMatchObject({ outcome: 'accepted' });
			expect(handedOver).toEqual({ outcome: 'taken', by: { name: 'anna', municipality: 'Coswig' } });
			expect(state).toMatchObject({ cluster_id: idOf('network'), alert_round: 1 });
		} else {
			expect(handedOver).toEqual({ outcome: 'handed_over' });
			expect(state).toMatchObject({ cluster_id: idOf('phones'), alert_round: 2, accepted_by: null });
		}
	});
});

describe('a specialist who waited for somebody else’s change', () => {
	/** Anna's tap on "accept" for the open request, which finds its row locked by `change`, committed once she waits. */
	async function acceptDuring(change: (sql: ReservedSql) => Promise<unknown>): Promise<unknown> {
		const { sql } = database;
		const holder = await sql.reserve();
		await holder`begin`;
		await change(holder);
		const waiting = send(database, 'anna', 'accept_request', { request_id: idOf('open') });
		await expect
			.poll(async () => {
				const rows = await sql`
					select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
				return rows.length;
			})
			.toBe(1);
		await holder`commit`;
		holder.release();
		return waiting;
	}

	test('cannot take what went to another cluster', async () => {
		const answer = await acceptDuring(async (sql) => {
			const claims = JSON.stringify(sessionClaims(idOf('ben')));
			await sql`select set_config('request.jwt.claims', ${claims}, true)`;
			await sql`select public.hand_over_request(${randomUUID()}, ${idOf('open')}, ${idOf('phones')})`;
		});
		expect(answer).toEqual({ outcome: 'not_allowed' });
		expect(await stateOf('open')).toMatchObject({
			accepted_by: null,
			cluster_id: idOf('phones'),
			status: 'open',
		});
	});

	test('cannot take what was deleted', async () => {
		const answer = await acceptDuring(
			(sql) => sql`delete from public.requests where request_id = ${idOf('open')}`,
		);
		expect(answer).toEqual({ outcome: 'not_allowed' });
	});
});
