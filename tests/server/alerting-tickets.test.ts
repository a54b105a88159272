/** The doors that act by ticket alone: what they refuse, in which word, and that a refusal changes nothing. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { acceptAnswer } from '#contracts/commands.ts';
import { ticketAnswers } from '#contracts/tickets.ts';
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
	network = await makeNetwork(database.sql, push, 2);
	const [first, second] = network.specialists;
	if (!first || !second) throw new Error('two people');
	[anna, ben] = [first, second];
	requestId = await network.ask();
	await planDueAlerts(database.sql);
});

async function ticketOf({ deviceId }: Specialist, kind = 'alert'): Promise<string> {
	const [row] = await database.sql<{ delivery_id: string }[]>`
		select delivery_id from private.deliveries where device_id = ${deviceId} and kind = ${kind} order by payload_rev desc limit 1`;
	return tickets.sign(row?.delivery_id ?? '');
}

interface Given {
	body?: unknown;
	bytes?: Uint8Array<ArrayBuffer>;
	headers?: Record<string, string>;
	method?: string;
	perMinute?: number;
}

function send(action: string, given: Given = {}): Promise<Response> {
	const body = given.bytes ?? (typeof given.body === 'string' ? given.body : JSON.stringify(given.body));
	const headers = { 'content-type': 'application/json', origin, ...given.headers };
	const request = new Request(`${origin}/api/tickets/${action}`, { method: 'POST', headers, body });
	return answerTicket(action, request, {
		sql: database.sql,
		secret,
		origin,
		address: '192.0.2.1',
		limit: countAttempts(given.perMinute ?? 60, 60_000),
	});
}

async function answer(action: string, ticket: string): Promise<unknown> {
	const response = await send(action, { body: { ticket } });
	expect(response.status).toBe(200);
	return await response.json();
}

/** Everything a ticket could change. */
async function everything(): Promise<unknown> {
	return await database.sql`
		select (select jsonb_agg(to_jsonb(r) order by r.request_id) from public.requests r) as requests,
			(select jsonb_agg(to_jsonb(d) order by d.delivery_id) from private.deliveries d) as deliveries,
			(select count(*) from public.request_events) as events,
			(select jsonb_agg(to_jsonb(v) order by v.device_id) from public.devices v) as devices`;
}

const actions = ['accept', 'undo', 'later', 'decline', 'arrived', 'peek', 'pack'];

test('one tap accepts; a second tap is told so; the other person is told by whom', async () => {
	const ticket = await ticketOf(anna);
	expect(await answer('peek', ticket)).toMatchObject({
		outcome: 'open',
		request: {
			id: requestId,
			title: 'Bürgeramt ohne Internet',
			municipality: 'Riesa',
			callback: '03525 700-214',
		},
	});
	const receipt = {
		id: requestId,
		title: 'Bürgeramt ohne Internet',
		callback: '03525 700-214',
		place: 'Rathausplatz 1',
	};
	expect(await answer('accept', ticket)).toMatchObject({ outcome: 'accepted', request: receipt });
	expect(await answer('accept', ticket)).toMatchObject({ outcome: 'already_yours', request: receipt });
	expect(await answer('later', ticket)).toMatchObject({ outcome: 'already_yours' });
	const taken = { outcome: 'taken', by: { name: 'Person 1', municipality: 'Riesa' } };
	for (const action of ['accept', 'later', 'decline', 'peek']) {
		expect(await answer(action, await ticketOf(ben))).toEqual(taken);
	}
});

test('"later" and "not possible" leave the request open for everybody', async () => {
	const before = Date.now();
	const noted = ticketAnswers.later.parse(await answer('later', await ticketOf(anna)));
	const offered = noted.outcome === 'noted' ? Date.parse(noted.offer?.available_at ?? '') : NaN;
	// Half an hour from now, to the full minute.
	expect(offered).toBeGreaterThanOrEqual(before + 30 * 60_000);
	expect(offered).toBeLessThanOrEqual(Date.now() + 31 * 60_000);
	expect(await answer('decline', await ticketOf(ben))).toEqual({ outcome: 'noted' });
	expect(await answer('arrived', await ticketOf(ben))).toEqual({ outcome: 'noted' });
	expect(await answer('accept', await ticketOf(ben))).toMatchObject({ outcome: 'accepted' });
});

test.each<[string, (ticket: string) => string]>([
	['one character altered', (ticket) => ticket.slice(0, -1) + (ticket.endsWith('A') ? 'B' : 'A')],
	['another installation', () => makeTickets('00'.repeat(32)).sign(randomUUID())],
	['a delivery that never was', () => tickets.sign(randomUUID())],
	['garbage', () => 'x'.repeat(200)],
	['nothing', () => ''],
])('a ticket of %s is not allowed, in one word for all, and nothing changes', async (_name, change) => {
	const ticket = change(await ticketOf(anna));
	const before = await everything();
	for (const action of actions) expect(await answer(action, ticket)).toEqual({ outcome: 'not_allowed' });
	expect(await everything()).toEqual(before);
});

test.each<[string, string, () => Promise<unknown>]>([
	[
		'whose device was removed',
		'not_allowed',
		() => network.command(anna.profileId, 'remove_device', { device_id: anna.deviceId }),
	],
	[
		'who left the cluster',
		'not_allowed',
		() => network.command(anna.profileId, 'leave_cluster', { cluster_id: network.clusterId }),
	],
	[
		'who is not active',
		'not_allowed',
		() => database.sql`update public.profiles set status = 'left' where profile_id = ${anna.profileId}`,
	],
	[
		'who is no specialist any more',
		'not_allowed',
		() => database.sql`delete from public.roles where profile_id = ${anna.profileId}`,
	],
	[
		'who was asked in an older round',
		'expired',
		async () => {
			await network.command(ben.profileId, 'accept_request', { request_id: requestId });
			await network.command(ben.profileId, 'release_request', { request_id: requestId });
		},
	],
	[
		'whose request is closed',
		'closed',
		() => database.sql`update public.requests set status = 'cancelled' where request_id = ${requestId}`,
	],
])('somebody %s is answered "%s", and nothing changes', async (_name, outcome, happens) => {
	const ticket = await ticketOf(anna);
	await happens();
	const before = await everything();
	for (const action of ['accept', 'later', 'decline', 'peek']) {
		expect(await answer(action, ticket)).toEqual({ outcome });
	}
	expect(await everything()).toEqual(before);
});

test('a phone that moved to another person takes nobody along', async () => {
	const ticket = await ticketOf(anna);
	await network.command(ben.profileId, 'register_device', {
		device_id: randomUUID(),
		endpoint: push.endpoint(anna.channel),
		...anna.receiver.keys,
		label: 'Handy',
		platform: 'test',
	});
	const before = await everything();
	expect(await answer('accept', ticket)).toEqual({ outcome: 'not_allowed' });
	expect(await everything()).toEqual(before);
});

test('the ticket of a "taken" message accepts nothing', async () => {
	await database.sql`update private.deliveries set state = 'sent' where request_id = ${requestId}`;
	await network.command(ben.profileId, 'accept_request', { request_id: requestId });
	const before = await everything();
	expect(await answer('accept', await ticketOf(anna, 'taken'))).toEqual({ outcome: 'not_allowed' });
	expect(await everything()).toEqual(before);
});

test.each<[string, number, string, Given]>([
	['another origin', 403, 'wrong_origin', { headers: { origin: 'https://evil.example' } }],
	['no origin at all ("null")', 403, 'wrong_origin', { headers: { origin: 'null' } }],
	['our origin with a path', 403, 'wrong_origin', { headers: { origin: `${origin}/` } }],
	['another site without Origin', 403, 'wrong_origin', { headers: { 'sec-fetch-site': 'cross-site' } }],
	['a form', 415, 'wrong_type', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
	['plain text, as a form can send it', 415, 'wrong_type', { headers: { 'content-type': 'text/plain' } }],
	['more than 64 KB', 413, 'too_large', { body: { ticket: 'x'.repeat(65 * 1024) } }],
	['a length that says so', 413, 'too_large', { headers: { 'content-length': '70000' } }],
	['no JSON', 400, 'malformed', { body: '{"ticket":' }],
	['nothing', 400, 'malformed', { body: '' }],
	['null', 400, 'malformed', { body: 'null' }],
	['a list', 400, 'malformed', { body: [] }],
	['a number as ticket', 400, 'malformed', { body: { ticket: 7 } }],
	['an object as ticket', 400, 'malformed', { body: { ticket: { $ne: null } } }],
	['no ticket', 400, 'malformed', { body: {} }],
	['a ticket of 201 characters', 400, 'malformed', { body: { ticket: 'x'.repeat(201) } }],
	['bytes that are no text', 400, 'malformed', { bytes: Uint8Array.from([0xff, 0xfe, 0]) }],
])('%s is refused with %i %s, and nothing changes', async (_name, status, error, given) => {
	const ticket = await ticketOf(anna);
	const before = await everything();
	for (const action of actions) {
		const response = await send(action, { body: { ticket }, ...given });
		expect(response.status).toBe(status);
		expect(await response.json()).toEqual({ error, message: expect.stringMatching(/\.$/) as string });
	}
	expect(await everything()).toEqual(before);
});

test('an action that is none is 404, also those every object has', async () => {
	for (const action of ['packs', '', 'constructor', '__proto__']) {
		const response = await send(action, { body: { ticket: await ticketOf(anna) } });
		expect(response.status).toBe(404);
	}
});

test('no answer may be kept by anybody on the way', async () => {
	const response = await send('peek', { body: { ticket: await ticketOf(anna) } });
	expect(response.headers.get('cache-control')).toBe('no-store');
});

test('guessing from one address ends soon; a good ticket from the same town hall still counts', async () => {
	// On a clock that stands still, so that the whole minute is left.
	const limit = countAttempts(3, 60_000, () => 0);
	async function from(ticket: string): Promise<Response> {
		const headers = { 'content-type': 'application/json' };
		const request = new Request(origin, { method: 'POST', headers, body: JSON.stringify({ ticket }) });
		return answerTicket('peek', request, { sql: database.sql, secret, origin, address: '192.0.2.1', limit });
	}
	for (let count = 0; count < 3; count += 1) expect((await from('guess')).status).toBe(200);
	const refused = await from('guess');
	expect(refused.status).toBe(429);
	expect(refused.headers.get('retry-after')).toBe('60');
	expect(await refused.json()).toMatchObject({ error: 'too_many' });
	const ticket = await ticketOf(anna);
	for (let count = 0; count < 3; count += 1) expect((await from(ticket)).status).toBe(200);
	expect((await from(ticket)).status).toBe(429);
	expect((await from(await ticketOf(ben))).status).toBe(200);
});

test('a database that does not answer means "send it again", not "no"', async () => {
	const ticket = await ticketOf(anna);
	const lost = await createTestDatabase();
	await lost.drop();
	const request = new Request(origin, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ ticket }),
	});
	const limit = countAttempts(60, 60_000);
	const response = await answerTicket('accept', request, {
		sql: lost.sql,
		secret,
		origin,
		address: '',
		limit,
	});
	expect(response.status).toBe(503);
	expect(await response.json()).toMatchObject({ error: 'unavailable' });
});

test('of 300 taps at once one accepts, and 299 learn its name', async () => {
	const crowd = await makeNetwork(database.sql, push, 300);
	await crowd.ask();
	await planDueAlerts(database.sql);
	const all = await Promise.all(crowd.specialists.map((person) => ticketOf(person)));
	const answers = await Promise.all(
		all.map(async (ticket) => {
			const response = await send('accept', { body: { ticket } });
			return acceptAnswer.parse(await response.json());
		}),
	);
	const winner = answers.findIndex(({ outcome }) => outcome === 'accepted');
	const taken = answers.filter((one) => one.outcome === 'taken');
	expect(taken).toHaveLength(299);
	for (const one of taken) {
		expect(one.by).toEqual({ name: crowd.specialists[winner]?.name, municipality: 'Riesa' });
	}
});
