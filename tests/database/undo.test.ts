/** Accepting taken back by ticket, within a minute. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TicketAction } from '#contracts/tickets.ts';
import { contentsOf, refusalsOnly, send } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { presentTicket, readStory } from './ticket-doors.ts';
import { buildWorld, deliveryId, idOf } from './world.ts';
import type { Device, RequestName } from './world.ts';

let database: TestDatabase;

function tap(action: TicketAction, device: Device): Promise<unknown> {
	return presentTicket(database, action, deliveryId(device));
}

describe('taking back by ticket', () => {
	beforeEach(async () => {
		database = await createTestDatabase();
		await buildWorld(database.sql);
	});
	afterEach(() => database.drop());

	const openAgain = { status: 'open', accepted_by: null, accepted_at: null, alert_round: 1 };

	async function stateOf(request: RequestName): Promise<unknown> {
		const [row] = await database.sql`
			select status, accepted_by, accepted_at, alert_round from public.requests where request_id = ${idOf(request)}`;
		return row;
	}

	/** "device quiet" of what is on its way. */
	async function toBeSent(): Promise<string[]> {
		const rows = await database.sql<{ told: string }[]>`
			select format('%s %s%s', v.label, d.kind, case when d.quiet then ' quiet' else '' end) as told
			from private.deliveries d join public.devices v using (device_id)
			where d.request_id = ${idOf('open')} and d.state = 'queued' order by 1`;
		return rows.map((row) => row.told);
	}

	/** What the worker does with the messages that say who has it. */
	async function sendTaken(): Promise<void> {
		await database.sql`
			update private.deliveries set state = 'sent', attempts = 1 where request_id = ${idOf('open')} and kind = 'taken' and state = 'queued'`;
	}

	test('opens the same round again, and says so in the story', async () => {
		await tap('accept', 'annasPhone');
		expect(await tap('undo', 'annasPhone')).toEqual({ outcome: 'undone' });
		expect(await stateOf('open')).toEqual(openAgain);
		expect(await readStory(database, 'open')).toEqual(['created', 'accepted', 'released']);
		const [event] = await database.sql`
			select facts, actor_id from public.request_events where request_id = ${idOf('open')} and kind = 'released'`;
		expect(event).toEqual({ facts: { undone: true }, actor_id: idOf('anna') });
	});

	test('said twice moves nothing more', async () => {
		await tap('accept', 'annasPhone');
		await tap('undo', 'annasPhone');
		const before = await contentsOf(database, refusalsOnly);
		expect(await tap('undo', 'annasPhone')).toEqual({ outcome: 'undone' });
		expect(await tap('undo', 'annasLaptop')).toEqual({ outcome: 'undone' });
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});

	test('lets every ticket of the round act again, hers too', async () => {
		await tap('accept', 'annasPhone');
		await tap('undo', 'annasPhone');
		expect(await tap('peek', 'bensPhone')).toMatchObject({ outcome: 'open' });
		expect(await tap('accept', 'annasPhone')).toMatchObject({ outcome: 'accepted' });
		await tap('undo', 'annasPhone');
		expect(await tap('accept', 'bensPhone')).toMatchObject({ outcome: 'accepted' });
		expect(await tap('undo', 'annasPhone')).toEqual({
			outcome: 'taken',
			by: { name: 'ben', municipality: 'Meißen' },
		});
	});

	test('corrects quietly what was told, also on her own other devices, and keeps back what was not yet', async () => {
		await tap('accept', 'annasPhone');
		await sendTaken();
		await tap('undo', 'annasPhone');
		expect(await toBeSent()).toEqual([
			'annasLaptop alert quiet',
			'bensPhone alert quiet',
			'larsPhone alert quiet',
		]);
		await tap('accept', 'bensPhone');
		await tap('undo', 'bensPhone');
		expect((await toBeSent()).filter((told) => told.includes('taken'))).toEqual([]);
	});

	test('where nobody had been told yet sends nothing', async () => {
		await tap('accept', 'annasPhone');
		await tap('undo', 'annasPhone');
		expect(await toBeSent()).toEqual([]);
	});

	test('rings where the alert had not been sent yet', async () => {
		await database.sql`update private.deliveries set state = 'queued', attempts = 0 where delivery_id = ${deliveryId('bensPhone')}`;
		await tap('accept', 'annasPhone');
		await sendTaken();
		await tap('undo', 'annasPhone');
		expect(await toBeSent()).toContain('bensPhone alert');
	});

	test('lets the plan begin where nobody had been chosen yet, without her', async () => {
		await database.sql`update private.alerts set state = 'due', planned_at = null where request_id = ${idOf('open')}`;
		await tap('accept', 'annasPhone');
		await tap('undo', 'annasPhone');
		const alerts =
			await database.sql`select state, released_by from private.alerts where request_id = ${idOf('open')}`;
		expect(alerts).toEqual([{ state: 'due', released_by: idOf('anna') }]);
	});

	test.each([
		['a minute later', `update public.requests set accepted_at = accepted_at - interval '61 seconds'`],
		['once the work has begun', `update public.requests set status = 'in_progress'`],
	])('is too late %s, and moves nothing', async (_, happens) => {
		await tap('accept', 'annasPhone');
		await database.sql.unsafe(`${happens} where request_id = '${idOf('open')}'`);
		const before = await contentsOf(database, refusalsOnly);
		expect(await tap('undo', 'annasPhone')).toEqual({ outcome: 'too_late' });
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});

	test('is refused to whoever never had it, has another round, or is closed', async () => {
		const before = await contentsOf(database, refusalsOnly);
		expect(await tap('undo', 'annasPhone')).toEqual({ outcome: 'not_allowed' });
		expect(await presentTicket(database, 'undo', randomUUID())).toEqual({ outcome: 'not_allowed' });
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
		await tap('accept', 'bensPhone');
		expect(await tap('undo', 'annasPhone')).toMatchObject({ outcome: 'taken' });
		await send(database, 'ben', 'release_request', { request_id: idOf('open') });
		expect(await tap('undo', 'bensPhone')).toEqual({ outcome: 'expired' });
		await database.sql`update public.requests set status = 'cancelled', alert_round = 1 where request_id = ${idOf('open')}`;
		expect(await tap('undo', 'bensPhone')).toEqual({ outcome: 'closed' });
	});
});
