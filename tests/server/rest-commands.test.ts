import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { everyCommand as commands } from '#contracts/every-command.ts';
import type { EveryCommandName as CommandName } from '#contracts/every-command.ts';
import { parseChanges } from '#contracts/rows.ts';
import {
	articleArguments,
	contentsOf,
	deviceArguments,
	escalationStep,
	fileArguments,
	operatorArguments,
	quietArguments,
	requestArguments,
} from '#tests/database/acting.ts';
import type { Contents } from '#tests/database/acting.ts';
import { openTestBackend } from '#tests/database/harness.ts';
import type { TestBackend } from '#tests/database/harness.ts';
import { buildWorld, endpointOf, idOf } from '#tests/database/world.ts';

let backend: TestBackend;
let before: Contents;
beforeAll(async () => {
	backend = await openTestBackend();
	await buildWorld(backend.sql);
});
beforeEach(async () => {
	before = await contentsOf(backend.database);
});
afterAll(() => backend.stop());

function rightArguments(name: CommandName): Record<string, unknown> {
	const one: Record<CommandName, Record<string, unknown>> = {
		create_request: requestArguments(),
		accept_request: { request_id: idOf('open') },
		release_request: { request_id: idOf('accepted') },
		undo_acceptance: { request_id: idOf('accepted') },
		offer_later: { request_id: idOf('open'), available_at: new Date(Date.now() + 3_600_000).toISOString() },
		decline_request: { request_id: idOf('open') },
		withdraw_offer: { request_id: idOf('open') },
		take_offer: { request_id: idOf('open'), profile_id: idOf('ben') },
		join_request: { request_id: idOf('open') },
		leave_request: { request_id: idOf('accepted') },
		hand_over_request: { request_id: idOf('open'), cluster_id: idOf('phones') },
		attach_file: fileArguments('open'),
		save_article: articleArguments(),
		publish_article: { article_id: idOf('networkDraft') },
		archive_article: { article_id: idOf('networkGuide') },
		delete_article: { article_id: idOf('networkDraft') },
		register_device: deviceArguments(endpointOf('new')),
		remove_device: { device_id: idOf('annasPhone') },
		join_cluster: { cluster_id: idOf('phones') },
		leave_cluster: { cluster_id: idOf('network') },
		enter_network: {},
		set_later: { later: 'tomorrow' },
		set_weekly_check: { weekday: 5, hour: 14 },
		set_second_channel: { second_channel: false },
		start_test_alarm: { test_alarm_id: randomUUID(), device_id: idOf('annasPhone') },
		set_lock_screen: { device_id: idOf('annasPhone'), shows_content: false },
		set_quiet_hours: quietArguments(),
		set_pause: { paused_until: new Date(Date.now() + 3_600_000).toISOString(), leaves_gap: false },
		set_muted_cluster: { cluster_id: idOf('network'), muted: true },
		set_device_alerts: { device_id: idOf('annasPhone'), alerts: false },
		set_language: { language: 'en' },
		save_escalation: {
			cluster_id: idOf('network'),
			replaces: [],
			steps: [escalationStep],
		},
		hand_over_duties: {
			paused_until: new Date(Date.now() + 3_600_000).toISOString(),
			substitutes: [{ cluster_id: idOf('network'), profile_id: idOf('ben') }],
		},
		give_back_duty: { shift_id: randomUUID() },
		set_operator: operatorArguments(),
		set_webhook: { url: 'https://hook.example/x', lowest_priority: 1, renew_secret: false },
		try_webhook: {},
		remove_webhook: {},
		delete_feedback: { feedback_id: idOf('feedback') },
		save_profile: {
			display_name: 'Neu',
			shows_phone: true,
			shows_email: true,
			phone: '03500 1',
			building_id: idOf('townHall'),
		},
		delete_account: {},
		admit_person: { profile_id: idOf('pia'), municipality_id: idOf('Riesa'), specialist: true },
		turn_away_person: { profile_id: idOf('pia') },
		reconsider_person: { profile_id: idOf('lars') },
		set_person_roles: { profile_id: idOf('olaf'), roles: ['specialist'] },
		add_building: {
			building_id: randomUUID(),
			municipality_id: idOf('Riesa'),
			name: 'Feuerwehr',
			address: '',
		},
		change_building: { building_id: idOf('depot'), name: 'Baubetriebshof', address: '' },
		remove_building: { building_id: idOf('depot') },
		add_municipality: { municipality_id: randomUUID(), name: 'Strehla' },
		rename_municipality: { municipality_id: idOf('Riesa'), name: 'Strehla' },
		leave_municipality: { municipality_id: idOf('Riesa') },
		return_municipality: { municipality_id: idOf('Riesa') },
		add_domain: { municipality_id: idOf('Riesa'), domain: 'riesa.example' },
		remove_domain: { domain: 'coswig.example' },
	};
	return { command_id: randomUUID(), ...one[name] };
}

function call(name: string, body: unknown, person: string | undefined = 'anna'): Promise<Response> {
	return backend.call(`/rest/v1/rpc/${name}`, { body, ...(person ? { as: idOf(person) } : {}) });
}

async function expectRefused(answer: Response, status: readonly number[], code?: string): Promise<void> {
	const text = await answer.text();
	expect(status, text).toContain(answer.status);
	if (code !== undefined) expect(JSON.parse(text)).toMatchObject({ code });
	// What a client hears names no value of anybody and no inside of ours.
	expect(text).not.toMatch(/node_modules|at async|password|ticket_secret/);
	expect(await contentsOf(backend.database)).toEqual(before);
}

const names = Object.keys(commands) as CommandName[]; // keys of a const object

describe.each(names)('/rest/v1/rpc/%s', (name) => {
	test('refuses a stranger, and nothing moved', async () => {
		await expectRefused(await call(name, rightArguments(name), ''), [401, 403], '42501');
	});

	test('refuses one argument too many, and nothing moved', async () => {
		await expectRefused(
			await call(name, { ...rightArguments(name), somebody_id: idOf('ben') }),
			[404],
			'PGRST202',
		);
	});

	test('refuses arguments under the names of the inner function, and nothing moved', async () => {
		const inner = Object.fromEntries(
			Object.entries(rightArguments(name)).map(([key, value]) => [`p_${key}`, value]),
		);
		await expectRefused(await call(name, inner), [404], 'PGRST202');
	});

	test('refuses a call without arguments, and nothing moved', async () => {
		await expectRefused(await call(name, {}), [404], 'PGRST202');
	});

	test.each(['GET', 'PUT', 'PATCH', 'DELETE'])('refuses %s, and nothing moved', async (method) => {
		const query = new URLSearchParams(rightArguments(name) as Record<string, string>); // all of them print
		const answer = await backend.call(`/rest/v1/rpc/${name}?${query}`, { method, as: idOf('anna') });
		expect(answer.status).toBeGreaterThanOrEqual(400);
		expect(await contentsOf(backend.database)).toEqual(before);
	});

	test('refuses when any single argument is missing, and nothing moved', async () => {
		const { shape } = commands[name].arguments;
		for (const key of Object.keys(shape)) {
			if (shape[key as keyof typeof shape].safeParse(undefined).success) continue; // keys of a const object
			const { [key]: _, ...rest } = rightArguments(name);
			await expectRefused(await call(name, rest), [404], 'PGRST202');
		}
	});

	test('refuses every id that is none, and nothing moved', async () => {
		for (const key of Object.keys(commands[name].arguments.shape).filter((key) => key.endsWith('_id'))) {
			for (const wrong of ['', 'abc', 0, true, [], {}, `${randomUUID()}x`, "' or 1=1 --", '\u0000']) {
				const answer = await call(name, { ...rightArguments(name), [key]: wrong });
				expect(answer.status, `${key} = ${JSON.stringify(wrong)}`).toBeGreaterThanOrEqual(400);
				await expectRefused(answer, [400, 404]);
			}
		}
	});
});

test('a list in JSON comes to its function as a list', async () => {
	const quiet = { command_id: randomUUID(), ...quietArguments() };
	const answer = await call('set_quiet_hours', quiet, 'rolf');
	expect(await answer.json()).toEqual({ outcome: 'saved' });
	const [row] = await backend.database.sql<{ quiet_hours: unknown }[]>`
		select quiet_hours from public.notification_settings where profile_id = ${idOf('rolf')}`;
	expect(row?.quiet_hours).toEqual(quiet.quiet_hours);
	before = await contentsOf(backend.database);
});

describe('a body that is no call', () => {
	test.each([
		['no JSON', 'title=Internet'],
		['half a JSON', '{"command_id":'],
		['nothing', ''],
		['a list', '[]'],
		['a list of calls', JSON.stringify([{ command_id: randomUUID(), language: 'en' }])],
		['null', 'null'],
		['a number', '1'],
		['a text', '"set_language"'],
	])('(%s) is refused, and nothing moved', async (_, body) => {
		const request = new Request(new URL('/rest/v1/rpc/set_language', backend.supabaseUrl), {
			method: 'POST',
			headers: {
				apikey: backend.publishableKey,
				'content-type': 'application/json',
				authorization: `Bearer ${backend.tokenOf(idOf('anna'))}`,
			},
			body,
		});
		const answer = await backend.fetch(request);
		expect(answer?.status).toBeGreaterThanOrEqual(400);
		expect(answer?.status).toBeLessThan(500);
		expect(await contentsOf(backend.database)).toEqual(before);
	});

	test.each([
		['a priority in words', { priority: 'high' }],
		['half a priority', { priority: 1.5 }],
		['a priority beyond all numbers', { priority: 1e30 }],
		['a null byte', { title: 'a\u0000b' }],
	])('of create_request (%s) is refused, and nothing moved', async (_, wrong) => {
		await expectRefused(
			await call('create_request', { ...requestArguments(), command_id: randomUUID(), ...wrong }),
			[400],
		);
	});

	test.each([
		['set_pause', 'an end in words', { paused_until: 'morgen' }],
		['set_pause', 'a month 13', { paused_until: '2026-13-01T00:00:00Z' }],
		['set_quiet_hours', 'half a priority', { break_through: 1.5 }],
		['set_muted_cluster', 'a cluster by name', { cluster_id: 'network' }],
	] as const)('of %s (%s) is refused, and nothing moved', async (name, _, wrong) => {
		await expectRefused(await call(name, { ...rightArguments(name), ...wrong }), [400]);
	});

	test('of more than 64 KB gets 413 and a sentence, and nothing moved', async () => {
		const answer = await call('create_request', {
			...rightArguments('create_request'),
			body: 'ä'.repeat(33_000),
		});
		expect(answer.status).toBe(413);
		expect(await answer.json()).toMatchObject({ message: expect.stringMatching(/^[A-ZÄÖÜ].*\.$/) as string });
		expect(await contentsOf(backend.database)).toEqual(before);
	});

	test('of more than 64 KB gets 413 also when it does not say how long it is', async () => {
		const part = new TextEncoder().encode(' '.repeat(16_384));
		let sent = 0;
		const body = new ReadableStream<Uint8Array>({
			pull(controller) {
				sent += 1;
				if (sent > 1_000) controller.close();
				else controller.enqueue(part);
			},
		});
		// fetch's own types do not know yet that a body that streams needs it.
		const init: RequestInit & { duplex: 'half' } = {
			method: 'POST',
			headers: {
				apikey: backend.publishableKey,
				'content-type': 'application/json',
				authorization: `Bearer ${backend.tokenOf(idOf('anna'))}`,
			},
			body,
			duplex: 'half',
		};
		const answer = await backend.fetch(
			new Request(new URL('/rest/v1/rpc/create_request', backend.supabaseUrl), init),
		);
		expect(answer?.status).toBe(413);
		expect(sent).toBeLessThan(20);
		expect(await contentsOf(backend.database)).toEqual(before);
	});
});

describe('texts arrive as they were written', () => {
	test.each([
		['HTML', '<img src=x onerror=alert(1)><b>fett</b> &amp; "Zitat"'],
		['emoji', '👩‍💻🖨️🏳️‍🌈'],
		['other scripts', 'Žluťoučký kůň, привет, 你好, مرحبا'],
		['what looks like SQL', "Robert'); drop table requests; --"],
		['what looks like a filter', 'eq.1,or(a.is.null) *%_\\'],
	])('%s in title and text', async (_, text) => {
		const args = { ...requestArguments(), title: text, body: text, place: text };
		const answer = await call('create_request', { command_id: randomUUID(), ...args }, 'rolf');
		expect(await answer.json()).toMatchObject({ outcome: 'created' });
		const [row] = await backend.sql`
			select r.title, d.body, d.place from public.requests r join public.request_details d using (request_id) where request_id = ${args.request_id}`;
		expect(row).toEqual({ title: text, body: text, place: text });
	});

	test('10 000 characters of text', async () => {
		const body = '🖨'.repeat(10_000);
		const answer = await call('create_request', { ...rightArguments('create_request'), body }, 'helga');
		expect(await answer.json()).toMatchObject({ outcome: 'created' });
	});
});

describe('every answer over HTTP is one the contracts know', () => {
	test.each(names)('%s', async (name) => {
		const args = rightArguments(name);
		const first = await call(name, args);
		expect(first.status).toBe(200);
		const answer: unknown = await first.json();
		commands[name].answer.parse(answer);
		const moved = await contentsOf(backend.database);
		expect(await (await call(name, args)).json()).toEqual(answer);
		expect(await (await call(name, args, 'ben')).json()).toEqual({ outcome: 'command_reused' });
		expect(await contentsOf(backend.database)).toEqual(moved);
	});

	test('pull_changes answers a cursor that is none with everything, and refuses a stranger', async () => {
		const answer = await call('pull_changes', { cursor: 'abc' });
		expect(answer.status).toBe(200);
		expect(parseChanges(await answer.json())?.replaced.length).toBeGreaterThanOrEqual(12);
		await expectRefused(await call('pull_changes', {}, ''), [401, 403], '42501');
	});
});
