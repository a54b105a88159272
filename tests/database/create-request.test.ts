import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentsOf, refusalsOnly, requestArguments, send } from './acting.ts';
import type { Arguments } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, idOf } from './world.ts';
import type { Person } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterAll(() => database.drop());

/** Makes all requests so far an hour older, so that the next case has the full rate. */
async function letAnHourPass(): Promise<void> {
	await database.sql`update public.requests set created_at = created_at - interval '1 hour'`;
}

describe('refuses, names the field, and nothing moved', () => {
	const blanks = '\u00a0\u2003\u3000\u200b\u2060\ufeff \t\r\n';
	const cases: [string, Arguments, { field: string; reason: string }, Person?][] = [
		['no title', { title: null }, { field: 'title', reason: 'missing' }],
		['an empty title', { title: '' }, { field: 'title', reason: 'missing' }],
		['a title of spaces and line breaks', { title: ' \t\r\n ' }, { field: 'title', reason: 'missing' }],
		['a title of blanks nobody sees', { title: blanks }, { field: 'title', reason: 'missing' }],
		[
			'a title of control characters',
			{ title: '\u0001\u001b\u007f\u0085' },
			{ field: 'title', reason: 'missing' },
		],
		['201 characters of title', { title: 'a'.repeat(201) }, { field: 'title', reason: 'too_long' }],
		['201 emoji of title', { title: '🖨'.repeat(201) }, { field: 'title', reason: 'too_long' }],
		['10 001 characters of text', { body: 'a'.repeat(10_001) }, { field: 'body', reason: 'too_long' }],
		['201 characters of place', { place: 'a'.repeat(201) }, { field: 'place', reason: 'too_long' }],
		['61 characters of call-back', { callback: '1'.repeat(61) }, { field: 'callback', reason: 'too_long' }],
		['no priority', { priority: null }, { field: 'priority', reason: 'unknown' }],
		['priority 0', { priority: 0 }, { field: 'priority', reason: 'unknown' }],
		['priority 5', { priority: 5 }, { field: 'priority', reason: 'unknown' }],
		['a negative priority', { priority: -1 }, { field: 'priority', reason: 'unknown' }],
		['no kind', { kind: null }, { field: 'kind', reason: 'unknown' }],
		['a kind that does not exist', { kind: 'joke' }, { field: 'kind', reason: 'unknown' }],
		['a kind in capitals', { kind: 'INCIDENT' }, { field: 'kind', reason: 'unknown' }],
		['no cluster', { cluster_id: null }, { field: 'cluster_id', reason: 'unknown' }],
		[
			'a cluster that does not exist',
			{ cluster_id: randomUUID() },
			{ field: 'cluster_id', reason: 'unknown' },
		],
		['a cluster that is a person', { cluster_id: idOf('anna') }, { field: 'cluster_id', reason: 'unknown' }],
		[
			'a municipality that does not exist',
			{ municipality_id: randomUUID() },
			{ field: 'municipality_id', reason: 'unknown' },
		],
		[
			'an office worker asking for another town',
			{ municipality_id: idOf('Coswig') },
			{ field: 'municipality_id', reason: 'not_allowed' },
		],
		[
			'a personnel office asking for another town',
			{ municipality_id: idOf('Coswig') },
			{ field: 'municipality_id', reason: 'not_allowed' },
			'helga',
		],
		['no request id', { request_id: null }, { field: 'request_id', reason: 'missing' }],
		[
			'the id of an own request',
			{ request_id: idOf('phonesOpen') },
			{ field: 'request_id', reason: 'exists' },
		],
		[
			'the id of somebody else’s request',
			{ request_id: idOf('open') },
			{ field: 'request_id', reason: 'exists' },
		],
	];

	test.each(cases)('%s', async (_, given, wrong, by = 'mona') => {
		const before = await contentsOf(database, refusalsOnly);
		const answer = await send(database, by, 'create_request', { ...requestArguments(), ...given });
		expect(answer).toEqual({ outcome: 'invalid', ...wrong });
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});
});

describe('raises for what no client of ours sends, and nothing moved', () => {
	const cases: [string, Arguments, string][] = [
		['a null byte in the title', { title: 'a\u0000b' }, '22021'],
		['a command id that is none', { command_id: '1' }, '22P02'],
		['a request id that is none', { request_id: "'; drop table requests; --" }, '22P02'],
		['a cluster id that is none', { cluster_id: 'network' }, '22P02'],
		['a priority that is no number', { priority: 'high' }, '22P02'],
		['a priority beyond all numbers', { priority: '99999999999' }, '22003'],
	];

	test.each(cases)('%s', async (_, given, code) => {
		const before = await contentsOf(database);
		const sent = send(database, 'mona', 'create_request', { ...requestArguments(), ...given });
		await expect(sent).rejects.toMatchObject({ code });
		expect(await contentsOf(database)).toEqual(before);
	});
});

describe('keeps what was written', () => {
	interface Kept {
		title: string;
		body: string;
		place: string;
		callback: string;
	}
	const html = '<script>alert(1)</script> & "Anführung" \' ; drop table requests; -- {{7*7}} $1 %s \\u0000';
	const cases: [string, Partial<Kept>, Partial<Kept>][] = [
		['HTML is text', { title: html, body: html }, { title: html, body: html }],
		['200 emoji of title: each counts one', { title: '🖨'.repeat(200) }, { title: '🖨'.repeat(200) }],
		['10 000 characters of text', { body: 'ä'.repeat(10_000) }, { body: 'ä'.repeat(10_000) }],
		['10 000 emoji of text', { body: '👩‍💻'.repeat(3_333) + '🖨' }, { body: '👩‍💻'.repeat(3_333) + '🖨' }],
		['half an emoji arrives as the sign for an unknown character', { body: 'a\ud83d' }, { body: 'a\ufffd' }],
		['line breaks of the text', { body: 'eins\r\n\n\tzwei' }, { body: 'eins\r\n\n\tzwei' }],
		[
			'blanks around it go',
			{ title: '\u00a0 Drucker\u200b\n', place: ' 1. OG ' },
			{ title: 'Drucker', place: '1. OG' },
		],
		[
			'a title is one line and reads in one direction, on lock screens too',
			{ title: 'Drucker\n\nÜbernommen von \u202eanna', callback: '03500\n12' },
			{ title: 'Drucker Übernommen von anna', callback: '03500 12' },
		],
		['what was left out is empty', {}, { place: '', callback: '' }],
	];

	test.each(cases)('%s', async (_, given, kept) => {
		await letAnHourPass();
		const args = { ...requestArguments(), ...given };
		expect(await send(database, 'mona', 'create_request', args)).toMatchObject({ outcome: 'created' });
		const [row] = await database.sql`
			select r.title, d.body, d.place, d.callback from public.requests r join public.request_details d using (request_id)
			where r.request_id = ${args.request_id}`;
		expect(row).toMatchObject(kept);
	});

	test('a request carries its number, municipality, requester, story and alert', async () => {
		await letAnHourPass();
		const args = requestArguments();
		const answer = await send(database, 'mona', 'create_request', args);
		const [row] = await database.sql<{ number: number }[]>`
			select r.number::int, r.status, r.alert_round, r.municipality_id, d.requester_id, e.kind, e.actor_id, a.step, a.state, a.due_at <= now() as due
			from public.requests r join public.request_details d using (request_id) join public.request_events e using (request_id)
			join private.alerts a using (request_id) where r.request_id = ${args.request_id}`;
		expect(answer).toEqual({
			outcome: 'created',
			request: { id: args.request_id, number: row?.number },
		});
		expect(row).toMatchObject({
			status: 'open',
			alert_round: 1,
			municipality_id: idOf('Riesa'),
			requester_id: idOf('mona'),
			kind: 'created',
			actor_id: idOf('mona'),
			step: 0,
			state: 'due',
			due: true,
		});
	});

	test.each(['anna', 'kora'] as const)('%s may ask for another town', async (person) => {
		const args = { ...requestArguments(), municipality_id: idOf('Riesa') };
		expect(await send(database, person, 'create_request', args)).toMatchObject({ outcome: 'created' });
	});
});

describe('five requests in ten minutes', () => {
	test('of twenty that arrive at once five are created and fifteen refused, each with its alert or nothing', async () => {
		await letAnHourPass();
		const sent = Array.from({ length: 20 }, () => requestArguments());
		const answers = await Promise.all(sent.map((args) => send(database, 'rolf', 'create_request', args)));
		const outcomes = answers.map((answer) => (answer as { outcome: string }).outcome); // checked by the contract
		expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(5);
		expect(outcomes.filter((outcome) => outcome === 'too_many')).toHaveLength(15);
		const ids = sent.map((args) => args.request_id);
		const [row] = await database.sql`
			select (select count(*)::int from public.requests where request_id = any (${ids})) as requests,
				(select count(*)::int from public.request_details where request_id = any (${ids})) as details,
				(select count(*)::int from public.request_events where request_id = any (${ids})) as events,
				(select count(*)::int from private.alerts where request_id = any (${ids})) as alerts`;
		expect(row).toEqual({ requests: 5, details: 5, events: 5, alerts: 5 });
	});

	test('the sixth is refused, nothing moved, and ten minutes later it is created', async () => {
		const before = await contentsOf(database, refusalsOnly);
		expect(await send(database, 'rolf', 'create_request', requestArguments())).toEqual({
			outcome: 'too_many',
		});
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
		await database.sql`update public.requests set created_at = created_at - interval '9 minutes 50 seconds'`;
		expect(await send(database, 'rolf', 'create_request', requestArguments())).toEqual({
			outcome: 'too_many',
		});
		await database.sql`update public.requests set created_at = created_at - interval '11 seconds'`;
		expect(await send(database, 'rolf', 'create_request', requestArguments())).toMatchObject({
			outcome: 'created',
		});
	});

	test('of two people who use the same request id at once one is told that it exists', async () => {
		await letAnHourPass();
		const args = requestArguments();
		const answers = await Promise.all([
			send(database, 'mona', 'create_request', args),
			send(database, 'helga', 'create_request', args),
		]);
		expect(answers).toContainEqual({ outcome: 'invalid', field: 'request_id', reason: 'exists' });
		expect(answers).toContainEqual(expect.objectContaining({ outcome: 'created' }));
	});
});
