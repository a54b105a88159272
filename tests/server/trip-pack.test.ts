/** The door that hands out the trip pack: to whom, what is in it, in which word it refuses, and that asking changes nothing. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { largestPack, packAnswer, type TripPack } from '#contracts/trip-pack.ts';
import { loadTicketSecret, makeTickets } from '#server/alerting/ticket.ts';
import type { TicketMaker } from '#server/alerting/ticket.ts';
import { planDueAlerts } from '#server/alerting/plan.ts';
import { countAttempts } from '#server/attempts.ts';
import { answerTicket } from '#server/tickets.ts';
import { createTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';
import { makeNetwork } from '#tests/fakes/network.ts';
import type { Network, Specialist } from '#tests/fakes/network.ts';

const origin = 'https://rufkreis.example';
const push = {
	host: 'push.example:8443',
	endpoint: (channel: string) => `https://push.example:8443/${channel}`,
};
let database: TestDatabase;
let secret: string;
let tickets: TicketMaker;
let network: Network;
let anna: Specialist;
let ben: Specialist;
let requestId: string;

beforeAll(async () => {
	database = await createTestDatabase();
	secret = await loadTicketSecret(database.sql);
	tickets = makeTickets(secret);
});
afterAll(() => database.drop());
beforeEach(async () => {
	await database.sql`delete from public.buildings`;
	// Whoever was made for an earlier test shows nothing.
	await database.sql`update public.profile_contacts set phone = '', email = ''`;
	network = await makeNetwork(database.sql, push, 2);
	const [first, second] = network.specialists;
	if (!first || !second) throw new Error('two people');
	[anna, ben] = [first, second];
	requestId = await network.ask();
	await planDueAlerts(database.sql);
});

async function ticketOf({ deviceId }: Specialist): Promise<string> {
	const [row] = await database.sql<{ delivery_id: string }[]>`
		select delivery_id from private.deliveries where device_id = ${deviceId} and kind = 'alert' and request_id = ${requestId}
		order by payload_rev desc limit 1`;
	return tickets.sign(row?.delivery_id ?? '');
}

async function send(action: string, ticket: string, headers: Record<string, string> = {}): Promise<Response> {
	const request = new Request(`${origin}/api/tickets/${action}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin, ...headers },
		body: JSON.stringify({ ticket }),
	});
	const limit = countAttempts(60, 60_000);
	return answerTicket(action, request, { sql: database.sql, secret, origin, address: '192.0.2.1', limit });
}

async function answer(action: string, ticket: string): Promise<unknown> {
	const response = await send(action, ticket);
	expect(response.status).toBe(200);
	return await response.json();
}

async function packOf(person: Specialist): Promise<TripPack> {
	const said = packAnswer.parse(await answer('pack', await ticketOf(person)));
	if (said.outcome !== 'packed') throw new Error(said.outcome);
	return said.pack;
}

/** Everything a ticket could change. */
async function everything(): Promise<unknown> {
	return await database.sql`
		select (select jsonb_agg(to_jsonb(r) order by r.request_id) from public.requests r) as requests,
			(select jsonb_agg(to_jsonb(d) order by d.delivery_id) from private.deliveries d) as deliveries,
			(select count(*) from public.request_events) as events,
			(select jsonb_agg(to_jsonb(v) order by v.device_id) from public.devices v) as devices`;
}

/** Somebody of the town hall with what they show of themselves. */
async function addPerson(facts: {
	name: string;
	phone?: string;
	email?: string;
	status?: string;
	isSpecialist?: boolean;
	municipalityId?: string;
}): Promise<string> {
	const id = randomUUID();
	const { name, phone = '', email = '', status = 'active', isSpecialist = true } = facts;
	await database.sql`
		insert into public.profiles (profile_id, display_name, municipality_id, status)
		values (${id}, ${name}, ${facts.municipalityId ?? network.municipalityId}, ${status})`;
	if (isSpecialist)
		await database.sql`insert into public.roles (profile_id, role) values (${id}, 'specialist')`;
	await database.sql`
		insert into public.profile_contacts (profile_id, phone, email) values (${id}, ${phone}, ${email})`;
	return id;
}

test('whoever has accepted gets what the case says, whom to call, and nothing of anybody else', async () => {
	await database.sql`
		insert into public.buildings (municipality_id, name, address, removed_at) values
			(${network.municipalityId}, 'Rathaus', 'Rathausplatz 1', null), (${network.municipalityId}, 'Bauhof', '', null),
			(${network.municipalityId}, 'Altes Rathaus', 'Markt 2', now())`;
	await addPerson({ name: 'Ines Vogt', phone: '03525 700-100', email: 'ines@riesa.example' });
	await addPerson({ name: 'Zeigt nichts' });
	await addPerson({ name: 'Kein Fach', phone: '1', isSpecialist: false });
	await addPerson({ name: 'Wartet noch', phone: '2', status: 'pending' });
	await addPerson({ name: 'Ist gegangen', phone: '3', status: 'left' });
	const [elsewhere] = await database.sql<{ municipality_id: string }[]>`
		insert into public.municipalities (slug, name) values (${randomUUID()}, ${randomUUID()}) returning municipality_id`;
	await addPerson({
		name: 'Von woanders',
		phone: '4',
		...(elsewhere && { municipalityId: elsewhere.municipality_id }),
	});
	await database.sql`
		insert into public.profile_contacts (profile_id, phone) values (${anna.profileId}, '03525 1')
		on conflict (profile_id) do update set phone = excluded.phone`;
	const [asked] = await database.sql<{ requester_id: string }[]>`
		update public.request_details set body = 'Seit 8 Uhr.' where request_id = ${requestId} returning requester_id`;
	await database.sql`
		update public.profiles set display_name = 'Sabine Lehmann', building_id = (select building_id from public.buildings where name = 'Rathaus')
		where profile_id = ${asked?.requester_id ?? ''}`;

	await answer('accept', await ticketOf(anna));
	const before = Date.now();
	const pack = await packOf(anna);
	expect(pack).toMatchObject({
		profile_id: anna.profileId,
		request: {
			id: requestId,
			title: 'Bürgeramt ohne Internet',
			status: 'accepted',
			cluster_id: network.clusterId,
			cluster: 'Netzwerk & Internet',
			municipality: 'Riesa',
			alert_round: 1,
			body: 'Seit 8 Uhr.',
			place: 'Rathausplatz 1',
			callback: '03525 700-214',
			files: 0,
		},
		requester: { name: 'Sabine Lehmann', municipality: 'Riesa', building: 'Rathaus, Rathausplatz 1' },
		sheet: {
			buildings: [
				{ name: 'Bauhof', address: '' },
				{ name: 'Rathaus', address: 'Rathausplatz 1' },
			],
			people: [{ name: 'Ines Vogt', phone: '03525 700-100', email: 'ines@riesa.example' }],
		},
	});
	expect(Math.abs(Date.parse(pack.packed_at) - before)).toBeLessThan(60_000);
	expect(JSON.stringify(pack)).not.toMatch(/ticket|Wartet noch|Kein Fach|Ist gegangen|Von woanders|Altes/);
});

test('asked again it answers the same, and asking changes nothing', async () => {
	await answer('accept', await ticketOf(anna));
	const before = await everything();
	const { packed_at: first, ...pack } = await packOf(anna);
	const { packed_at: second, ...again } = await packOf(anna);
	expect(again).toEqual(pack);
	expect(Date.parse(second)).toBeGreaterThanOrEqual(Date.parse(first));
	expect(await everything()).toEqual(before);
});

test('whoever accepted in the app may fetch it by the ticket of the same round', async () => {
	await network.command(anna.profileId, 'accept_request', { request_id: requestId });
	expect(await packOf(anna)).toMatchObject({ request: { id: requestId } });
});

test('whoever asked and may no longer be known has no name and no number in it', async () => {
	await database.sql`
		update public.profiles set status = 'pending', display_name = 'Unbekannt'
		where profile_id = (select requester_id from public.request_details where request_id = ${requestId})`;
	await answer('accept', await ticketOf(anna));
	const { requester } = await packOf(anna);
	expect(requester).toMatchObject({ name: '', municipality: '', phone: '', email: '', building: '' });
});

describe('refused', () => {
	async function accepted(): Promise<void> {
		expect(await answer('accept', await ticketOf(anna))).toMatchObject({ outcome: 'accepted' });
	}
	test.each<[string, string, () => Promise<unknown>]>([
		['before anybody has accepted', 'not_yours', () => Promise.resolve()],
		[
			'while somebody else has it, whom it does not name',
			'not_yours',
			async () => answer('accept', await ticketOf(ben)),
		],
		[
			'after taking it back',
			'not_yours',
			async () => {
				await accepted();
				expect(await answer('undo', await ticketOf(anna))).toEqual({ outcome: 'undone' });
			},
		],
		[
			'after it was closed',
			'not_yours',
			async () => {
				await accepted();
				await database.sql`update public.requests set status = 'resolved' where request_id = ${requestId}`;
			},
		],
		[
			'half an hour after accepting',
			'expired',
			async () => {
				await accepted();
				await database.sql`update public.requests set accepted_at = accepted_at - interval '30 minutes 1 second' where request_id = ${requestId}`;
			},
		],
		[
			'with the ticket of an earlier round, even to whoever has it again',
			'expired',
			async () => {
				await accepted();
				await network.command(anna.profileId, 'release_request', { request_id: requestId });
				await network.command(anna.profileId, 'accept_request', { request_id: requestId });
			},
		],
		[
			'to a device that was removed',
			'not_allowed',
			async () => {
				await accepted();
				await network.command(anna.profileId, 'remove_device', { device_id: anna.deviceId });
			},
		],
		[
			'to a device that moved to another person',
			'not_allowed',
			async () => {
				await accepted();
				await network.command(ben.profileId, 'register_device', {
					device_id: randomUUID(),
					endpoint: push.endpoint(anna.channel),
					...anna.receiver.keys,
					label: 'Handy',
					platform: 'test',
				});
			},
		],
		[
			'to somebody who left the cluster',
			'not_allowed',
			async () => {
				await accepted();
				await network.command(anna.profileId, 'leave_cluster', { cluster_id: network.clusterId });
			},
		],
		[
			'to somebody who is not active',
			'not_allowed',
			async () => {
				await accepted();
				await database.sql`update public.profiles set status = 'left' where profile_id = ${anna.profileId}`;
			},
		],
	])('%s: "%s", and nothing changes', async (_name, outcome, happens) => {
		await happens();
		const ticket = await ticketOf(anna);
		const before = await everything();
		expect(await answer('pack', ticket)).toEqual({ outcome });
		expect(await everything()).toEqual(before);
	});

	test('up to half an hour after accepting it is given', async () => {
		await accepted();
		await database.sql`update public.requests set accepted_at = accepted_at - interval '29 minutes' where request_id = ${requestId}`;
		expect(await answer('pack', await ticketOf(anna))).toMatchObject({ outcome: 'packed' });
	});

	test('to the page of another origin', async () => {
		await accepted();
		const response = await send('pack', await ticketOf(anna), { origin: 'https://evil.example' });
		expect(response.status).toBe(403);
		expect(await response.json()).toMatchObject({ error: 'wrong_origin' });
	});

	test('to whoever alters the ticket', async () => {
		await accepted();
		const ticket = await ticketOf(anna);
		const [id = '', signature = ''] = ticket.split('.');
		const altered = `${id}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
		expect(await answer('pack', altered)).toEqual({ outcome: 'not_allowed' });
		expect(await answer('pack', tickets.sign(randomUUID()))).toEqual({ outcome: 'not_allowed' });
	});
});

test('the largest one a county can make fits on the device', async () => {
	const wide = '😀';
	await database.sql`update public.request_details set body = ${wide.repeat(10_000)}, place = ${wide.repeat(200)} where request_id = ${requestId}`;
	for (let count = 0; count < 45; count += 1) {
		await database.sql`
			insert into public.buildings (municipality_id, name, address)
			values (${network.municipalityId}, ${`${String(count).padStart(2, '0')}${wide.repeat(78)}`}, ${wide.repeat(100)})`;
		await addPerson({
			name: `${String(count).padStart(2, '0')}${wide.repeat(118)}`,
			phone: wide.repeat(40),
			email: wide.repeat(254),
		});
	}
	await answer('accept', await ticketOf(anna));
	const pack = await packOf(anna);
	expect([pack.sheet.buildings.length, pack.sheet.people.length]).toEqual([40, 40]);
	expect(JSON.stringify(pack).length).toBeLessThan(largestPack);
});
