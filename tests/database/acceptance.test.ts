import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acceptAnswer } from '#contracts/commands.ts';
import type { TicketAction } from '#contracts/tickets.ts';
import { contentsOf, refusalsOnly, send, tryOut } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { presentTicket, readStory } from './ticket-doors.ts';
import { buildWorld, deliveryId, idOf } from './world.ts';
import type { Device, Person, RequestName } from './world.ts';

let database: TestDatabase;

async function open(): Promise<void> {
	database = await createTestDatabase();
	await buildWorld(database.sql);
}
function close(): Promise<void> {
	return database.drop();
}

function accept(person: Person, request: RequestName = 'open'): Promise<unknown> {
	return send(database, person, 'accept_request', { request_id: idOf(request) });
}
function release(person: Person, request: RequestName = 'open'): Promise<unknown> {
	return send(database, person, 'release_request', { request_id: idOf(request) });
}

function present(action: TicketAction, id: string): Promise<unknown> {
	return presentTicket(database, action, id);
}
function tap(action: TicketAction, device: Device): Promise<unknown> {
	return present(action, deliveryId(device));
}

async function deliveriesOf(request: RequestName): Promise<string[]> {
	const rows = await database.sql<{ told: string }[]>`
		select format('%s %s %s round %s', v.label, d.kind, d.state, d.alert_round) as told
		from private.deliveries d join public.devices v using (device_id) where d.request_id = ${idOf(request)} order by 1`;
	return rows.map((row) => row.told);
}

function storyOf(request: RequestName): Promise<string[]> {
	return readStory(database, request);
}

const takenByAnna = { outcome: 'taken', by: { name: 'anna', municipality: 'Coswig' } };

describe('accept_request', () => {
	beforeEach(open);
	afterEach(close);

	test('gives the request to the first, its receipt again to them, and the name to everybody later', async () => {
		const [row] = await database.sql<
			{ number: number }[]
		>`select number::int from public.requests where request_id = ${idOf('open')}`;
		const receipt = {
			id: idOf('open'),
			number: row?.number,
			title: 'Anfrage open',
			callback: '03500 12',
			place: 'Zimmer 12',
		};
		expect(await accept('anna')).toEqual({ outcome: 'accepted', request: receipt });
		expect(await accept('anna')).toEqual({ outcome: 'already_yours', request: receipt });
		expect(await accept('ben')).toEqual(takenByAnna);
		expect(await storyOf('open')).toEqual(['created', 'accepted']);
	});

	test.each([
		[
			'left the cluster',
			(id: string) => database.sql`delete from public.cluster_members where profile_id = ${id}`,
		],
		['lost the role', (id: string) => database.sql`delete from public.roles where profile_id = ${id}`],
		[
			'left the service',
			(id: string) => database.sql`update public.profiles set status = 'left' where profile_id = ${id}`,
		],
		[
			'is pending again',
			(id: string) => database.sql`update public.profiles set status = 'pending' where profile_id = ${id}`,
		],
	])('is refused to somebody who %s, by command and by ticket, and nothing moved', async (_, happens) => {
		await happens(idOf('ben'));
		const before = await contentsOf(database, refusalsOnly);
		expect(await accept('ben')).toEqual({ outcome: 'not_allowed' });
		for (const action of ['accept', 'later', 'decline', 'peek'] as const) {
			expect(await tap(action, 'bensPhone'), action).toEqual({ outcome: 'not_allowed' });
		}
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});

	test('tells every device that shows the alert, and no device twice', async () => {
		await accept('anna');
		expect(await deliveriesOf('open')).toEqual([
			'annasLaptop alert sent round 1',
			'annasLaptop taken queued round 1',
			'annasPhone alert sent round 1',
			'annasPhone taken queued round 1',
			'bensPhone alert sent round 1',
			'bensPhone taken queued round 1',
			'larsPhone alert sent round 1',
			'larsPhone taken queued round 1',
		]);
	});

	test('sends nothing more of the alert, and nothing to a device that never got it', async () => {
		await database.sql`update private.deliveries set state = 'queued', attempts = 0 where delivery_id = ${deliveryId('bensPhone')}`;
		await database.sql`update private.deliveries set state = 'gone' where delivery_id = ${deliveryId('larsPhone')}`;
		await tap('accept', 'annasPhone');
		expect(await deliveriesOf('open')).toEqual([
			'annasLaptop alert sent round 1',
			'annasLaptop taken queued round 1',
			'annasPhone alert accepted round 1',
			'bensPhone alert superseded round 1',
			'larsPhone alert gone round 1',
		]);
	});

	test('leaves an iPhone alone that already showed the alert: there a replacement rings again', async () => {
		await database.sql`update private.push_endpoints set host = 'web.push.apple.com' where device_id in (${idOf('bensPhone')}, ${idOf('annasLaptop')})`;
		expect(await tap('arrived', 'bensPhone')).toEqual({ outcome: 'noted' });
		await tap('accept', 'annasPhone');
		const told = await deliveriesOf('open');
		expect(told).toContain('annasLaptop taken queued round 1');
		expect(told).not.toContain('bensPhone taken queued round 1');
	});
});

describe('accept_request, where there is nothing to take,', () => {
	beforeAll(open);
	afterAll(close);

	test.each([
		['accepted', 'ben', takenByAnna],
		['waiting', 'ben', takenByAnna],
		['inProgress', 'anna', { outcome: 'taken', by: { name: 'ben', municipality: 'Meißen' } }],
		['resolved', 'ben', { outcome: 'closed' }],
		['resolved', 'anna', { outcome: 'closed' }],
		['cancelled', 'ben', { outcome: 'closed' }],
		['phonesOpen', 'anna', { outcome: 'not_allowed' }],
	] as const)(
		'of the request "%s" by %s answers what it is and moves nothing',
		async (request, person, answer) => {
			const before = await contentsOf(database, refusalsOnly);
			expect(await accept(person, request)).toEqual(answer);
			expect(await contentsOf(database, refusalsOnly)).toEqual(before);
		},
	);

	test.each([null, randomUUID(), idOf('network')])(
		'of something that is no request (%s) moves nothing',
		async (id) => {
			const before = await contentsOf(database, refusalsOnly);
			expect(await send(database, 'anna', 'accept_request', { request_id: id })).toEqual({
				outcome: 'not_allowed',
			});
			expect(await contentsOf(database, refusalsOnly)).toEqual(before);
		},
	);
});

describe('release_request', () => {
	beforeEach(open);
	afterEach(close);

	test('opens the request for everybody in a new round, and takes back what was still to be said', async () => {
		await accept('anna');
		expect(await release('anna')).toEqual({ outcome: 'released' });
		const [row] = await database.sql`
			select status, accepted_by, accepted_at, alert_round from public.requests where request_id = ${idOf('open')}`;
		expect(row).toEqual({ status: 'open', accepted_by: null, accepted_at: null, alert_round: 2 });
		const alerts = await database.sql`
			select alert_round, state, released_by from private.alerts where request_id = ${idOf('open')} order by alert_round`;
		expect(alerts).toEqual([
			{ alert_round: 1, state: 'planned', released_by: null },
			{ alert_round: 2, state: 'due', released_by: idOf('anna') },
		]);
		expect((await deliveriesOf('open')).filter((told) => told.includes('queued'))).toEqual([]);
		expect(await storyOf('open')).toEqual(['created', 'accepted', 'released']);
	});

	test('lets another one accept, and the one who released hears their name', async () => {
		await accept('anna');
		await release('anna');
		expect(await accept('ben')).toMatchObject({ outcome: 'accepted' });
		expect(await accept('anna')).toEqual({ outcome: 'taken', by: { name: 'ben', municipality: 'Meißen' } });
	});

	test('of a request released before moves nothing', async () => {
		await accept('anna');
		await release('anna');
		const before = await contentsOf(database, refusalsOnly);
		expect(await release('anna')).toEqual({ outcome: 'not_allowed' });
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});
});

describe('release_request, tried and taken back,', () => {
	beforeAll(open);
	afterAll(close);

	test.each([
		['open', 'anna', 'not_allowed'],
		['accepted', 'ben', 'not_allowed'],
		['accepted', 'olaf', 'not_allowed'],
		['accepted', 'kora', 'not_allowed'],
		['resolved', 'anna', 'closed'],
		['resolved', 'ben', 'not_allowed'],
		['cancelled', 'ben', 'not_allowed'],
		['orphaned', 'lars', 'not_allowed'],
	] as const)(
		'of the request "%s" by %s is answered %s and moves nothing',
		async (request, person, outcome) => {
			const before = await contentsOf(database, refusalsOnly);
			expect(await release(person, request)).toEqual({ outcome });
			expect(await contentsOf(database, refusalsOnly)).toEqual(before);
		},
	);

	test.each(['accepted', 'waiting'] as const)('gives back a request that is "%s"', async (request) => {
		expect(await tryOut(database, 'anna', 'release_request', { request_id: idOf(request) })).toEqual({
			outcome: 'released',
		});
	});
});

describe('a ticket', () => {
	beforeEach(open);
	afterEach(close);

	test('accepts as the command does, and answers the same again', async () => {
		const first = await tap('accept', 'annasPhone');
		expect(first).toMatchObject({ outcome: 'accepted', request: { id: idOf('open') } });
		expect(await tap('accept', 'annasPhone')).toMatchObject({ outcome: 'already_yours' });
		expect(await tap('accept', 'annasLaptop')).toMatchObject({ outcome: 'already_yours' });
		expect(await tap('accept', 'bensPhone')).toEqual(takenByAnna);
		expect(await tap('later', 'bensPhone')).toEqual(takenByAnna);
		expect(await tap('peek', 'bensPhone')).toEqual(takenByAnna);
		expect(await storyOf('open')).toEqual(['created', 'accepted']);
	});

	test('of somebody else reaches also the device whose own message was tried without an answer', async () => {
		// A lost answer, or a killed process: queued again, yet the alert may stand on that screen.
		await database.sql`
			update private.deliveries set state = 'queued', arrived_at = null, attempts = 1, leased_until = null where delivery_id = ${deliveryId('bensPhone')}`;
		await tap('accept', 'annasPhone');
		const told = await database.sql`
			select kind, state from private.deliveries
			where request_id = ${idOf('open')} and device_id = ${idOf('bensPhone')} order by kind`;
		expect(told).toEqual([
			{ kind: 'alert', state: 'superseded' },
			{ kind: 'taken', state: 'queued' },
		]);
	});

	test('of an older round is expired, also when the request is open again', async () => {
		await accept('anna');
		await release('anna');
		const before = await contentsOf(database);
		for (const action of ['accept', 'later', 'decline', 'peek'] as const) {
			expect(await tap(action, 'bensPhone'), action).toEqual({ outcome: 'expired' });
		}
		expect(await contentsOf(database)).toEqual(before);
	});

	test('of a closed request says closed, and nothing moved', async () => {
		await database.sql`update public.requests set status = 'cancelled' where request_id = ${idOf('open')}`;
		const before = await contentsOf(database);
		for (const action of ['accept', 'later', 'decline', 'peek'] as const) {
			expect(await tap(action, 'bensPhone'), action).toEqual({ outcome: 'closed' });
		}
		expect(await contentsOf(database)).toEqual(before);
	});

	test('that says "taken" acts on nothing', async () => {
		await accept('anna');
		await release('anna');
		const [row] = await database.sql<{ id: string }[]>`
			select delivery_id as id from private.deliveries where kind = 'taken' and device_id = ${idOf('bensPhone')}`;
		const before = await contentsOf(database);
		for (const action of ['accept', 'later', 'decline', 'peek'] as const) {
			expect(await present(action, String(row?.id)), action).toEqual({ outcome: 'not_allowed' });
		}
		expect(await contentsOf(database)).toEqual(before);
	});

	test('notes "later" once per person and leaves the request open for everybody', async () => {
		expect(await tap('later', 'annasPhone')).toEqual({ outcome: 'noted' });
		expect(await tap('later', 'annasLaptop')).toEqual({ outcome: 'noted' });
		expect(await tap('decline', 'bensPhone')).toEqual({ outcome: 'noted' });
		expect(await storyOf('open')).toEqual(['created', 'later', 'declined']);
		expect(await tap('peek', 'annasPhone')).toMatchObject({
			outcome: 'open',
			request: { number: expect.any(Number) as number },
		});
		expect(await tap('accept', 'annasPhone')).toMatchObject({ outcome: 'accepted' });
	});
});

describe('a ticket that may do nothing', () => {
	beforeAll(open);
	afterAll(close);

	test.each(['accept', 'later', 'decline', 'arrived', 'peek'] as const)(
		'nobody was given is refused (%s), and nothing moved',
		async (action) => {
			const before = await contentsOf(database);
			expect(await present(action, randomUUID())).toEqual({ outcome: 'not_allowed' });
			expect(await contentsOf(database)).toEqual(before);
		},
	);

	test('of somebody who left is refused in every way, and nothing moved', async () => {
		const before = await contentsOf(database);
		for (const action of ['accept', 'later', 'decline', 'peek', 'arrived'] as const) {
			expect(await tap(action, 'larsPhone'), action).toEqual({ outcome: 'not_allowed' });
		}
		expect(await contentsOf(database)).toEqual(before);
	});

	test('raises for an answer that does not exist, and nothing moved', async () => {
		const before = await contentsOf(database);
		for (const answer of ['accepted', '', null]) {
			const asked = database.sql`select private.answer_with_ticket(${deliveryId('annasPhone')}, ${answer})`;
			await expect(asked, String(answer)).rejects.toMatchObject({ code: '22023' });
		}
		expect(await contentsOf(database)).toEqual(before);
	});

	test.each(['anon', 'authenticated'] as const)(
		'is nothing %s can act with past our server',
		async (role) => {
			const before = await contentsOf(database);
			for (const call of [
				`accept_with_ticket('${deliveryId('annasPhone')}')`,
				`answer_with_ticket('${deliveryId('annasPhone')}', 'later')`,
				`arrive_with_ticket('${deliveryId('annasPhone')}')`,
				`peek_with_ticket('${deliveryId('annasPhone')}')`,
				`take_request('${idOf('open')}', '${idOf('anna')}', null)`,
				`request_receipt('${idOf('open')}')`,
				`remove_device_of('${idOf('annasPhone')}', '${idOf('anna')}')`,
				`open_alert_round('${idOf('open')}', 9, null)`,
				`finish_command('${randomUUID()}', '{}')`,
			]) {
				const asked = database.as(role, idOf('anna'))((sql) => sql.unsafe(`select private.${call}`));
				await expect(asked, call).rejects.toMatchObject({ code: '42501' });
			}
			expect(await contentsOf(database)).toEqual(before);
		},
	);
});

describe('moments that overlap', () => {
	beforeEach(open);
	afterEach(close);

	/** Holds sessions that set `test.pause` at the statement trigger until the returned function is called. */
	async function pauseUpdates(moment: 'before' | 'after'): Promise<() => Promise<unknown>> {
		const { sql } = database;
		await sql.unsafe(`
			create function public.pause_here() returns trigger language plpgsql as $$
			begin
				if current_setting('test.pause', true) = 'on' then perform pg_advisory_xact_lock(4711); end if;
				return null;
			end $$;
			grant execute on function public.pause_here() to public;
			create trigger pause_here ${moment} update on public.requests for each statement execute function public.pause_here();
		`);
		const holder = await sql.reserve();
		await holder`select pg_advisory_lock(4711)`;
		return async function goOn() {
			await holder`select pg_advisory_unlock(4711)`;
			holder.release();
		};
	}

	async function untilSomebodyWaits(): Promise<void> {
		for (;;) {
			const [row] = await database.sql`
				select count(*)::int as waiting from pg_locks where locktype = 'advisory' and objid = 4711 and not granted
					and database = (select oid from pg_database where datname = current_database())`;
			if (row?.waiting === 1) return;
		}
	}

	test('a loser who looks for the winner after they released takes the request instead of hearing nobody’s name', async () => {
		await accept('anna');
		const goOn = await pauseUpdates('after');
		const late = database.as(
			'authenticated',
			idOf('ben'),
		)(async (sql) => {
			await sql`select set_config('test.pause', 'on', true)`;
			const [row] = await sql`select public.accept_request(${randomUUID()}, ${idOf('open')}) as answer`;
			return acceptAnswer.parse(row?.answer);
		});
		await untilSomebodyWaits();
		expect(await release('anna')).toEqual({ outcome: 'released' });
		await goOn();
		expect(await late).toMatchObject({ outcome: 'accepted' });
	});

	test('a ticket checked in round 1 does not take the request in round 2', async () => {
		const goOn = await pauseUpdates('before');
		const late = database.sql.begin(async (sql) => {
			await sql`select set_config('test.pause', 'on', true)`;
			const [row] = await sql`select private.accept_with_ticket(${deliveryId('bensPhone')}) as answer`;
			return acceptAnswer.parse(row?.answer);
		});
		await untilSomebodyWaits();
		await accept('anna');
		await release('anna');
		await goOn();
		expect(await late).toEqual({ outcome: 'expired' });
		const [row] = await database.sql`select status from public.requests where request_id = ${idOf('open')}`;
		expect(row).toEqual({ status: 'open' });
	});

	test('a device whose alert is claimed at the moment of the acceptance is told who has it', async () => {
		const { sql } = database;
		await sql`update private.deliveries set state = 'queued', attempts = 0 where delivery_id = ${deliveryId('bensPhone')}`;
		const worker = await sql.reserve();
		await worker`begin`;
		await worker`
			update private.deliveries set state = 'sending', attempts = 1, leased_until = now() + interval '15 seconds'
			where delivery_id = ${deliveryId('bensPhone')}`;
		const accepted = accept('anna');
		for (;;) {
			const [row] = await sql`
				select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
			if (row?.waiting > 0) break;
		}
		await worker`commit`;
		worker.release();
		expect(await accepted).toMatchObject({ outcome: 'accepted' });
		expect(
			await sql`select kind from private.deliveries where device_id = ${idOf('bensPhone')} and request_id = ${idOf('open')} order by kind`,
		).toEqual([{ kind: 'alert' }, { kind: 'taken' }]);
	});
});
