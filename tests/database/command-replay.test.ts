import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyCommand as commands } from '#contracts/every-command.ts';
import type { EveryCommandName as CommandName } from '#contracts/every-command.ts';
import {
	articleArguments,
	contentsOf,
	deviceArguments,
	escalationStep,
	fileArguments,
	operatorArguments,
	quietArguments,
	requestArguments,
	send,
} from './acting.ts';
import type { Arguments } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, endpointOf, idOf } from './world.ts';
import type { Person } from './world.ts';

interface Case {
	by: Person;
	args: Arguments;
	outcome: string;
	/** The same command with something else in it; undefined for one that takes nothing. */
	otherwise: Arguments | undefined;
}

const accepted: Record<CommandName, Case> = {
	create_request: {
		by: 'mona',
		args: requestArguments(),
		outcome: 'created',
		otherwise: { title: 'Anders' },
	},
	accept_request: {
		by: 'ben',
		args: { request_id: idOf('open') },
		outcome: 'accepted',
		otherwise: { request_id: idOf('accepted') },
	},
	release_request: {
		by: 'anna',
		args: { request_id: idOf('accepted') },
		outcome: 'released',
		otherwise: { request_id: idOf('waiting') },
	},
	undo_acceptance: {
		by: 'anna',
		args: { request_id: idOf('waiting') },
		outcome: 'undone',
		otherwise: { request_id: idOf('open') },
	},
	offer_later: {
		by: 'otto',
		args: { request_id: idOf('accepted'), available_at: new Date(Date.now() + 3_600_000).toISOString() },
		outcome: 'noted',
		// By phone only, and a time, are two things.
		otherwise: { available_at: null },
	},
	decline_request: {
		by: 'ben',
		args: { request_id: idOf('accepted') },
		outcome: 'noted',
		otherwise: { request_id: idOf('open') },
	},
	withdraw_offer: {
		by: 'otto',
		args: { request_id: idOf('accepted') },
		outcome: 'withdrawn',
		otherwise: { request_id: idOf('open') },
	},
	take_offer: {
		by: 'mona',
		args: { request_id: idOf('phonesOpen'), profile_id: idOf('petra') },
		outcome: 'assigned',
		otherwise: { profile_id: idOf('sven') },
	},
	join_request: {
		by: 'otto',
		args: { request_id: idOf('inProgress') },
		outcome: 'joined',
		otherwise: { request_id: idOf('open') },
	},
	leave_request: {
		by: 'ben',
		args: { request_id: idOf('accepted') },
		outcome: 'left',
		otherwise: { request_id: idOf('open') },
	},
	hand_over_request: {
		by: 'ben',
		args: { request_id: idOf('inProgress'), cluster_id: idOf('phones') },
		outcome: 'handed_over',
		otherwise: { cluster_id: idOf('network') },
	},
	attach_file: {
		by: 'olaf',
		args: { ...fileArguments('waiting'), attachment_id: idOf('uploaded') },
		outcome: 'attached',
		otherwise: { name: 'Anders.jpg' },
	},
	save_article: {
		by: 'sven',
		args: articleArguments(),
		outcome: 'saved',
		otherwise: { body: 'Anders' },
	},
	publish_article: {
		by: 'otto',
		args: { article_id: idOf('orphanedDraft') },
		outcome: 'published',
		otherwise: { article_id: idOf('networkDraft') },
	},
	archive_article: {
		by: 'otto',
		args: { article_id: idOf('networkGuide') },
		outcome: 'archived',
		otherwise: { article_id: idOf('networkArchived') },
	},
	delete_article: {
		by: 'anna',
		args: { article_id: idOf('networkDraft') },
		outcome: 'deleted',
		otherwise: { article_id: idOf('phonesDraft') },
	},
	register_device: {
		by: 'mona',
		args: deviceArguments(endpointOf('monasPc')),
		outcome: 'registered',
		otherwise: { label: 'Anders' },
	},
	remove_device: {
		by: 'anna',
		args: { device_id: idOf('annasLaptop') },
		outcome: 'removed',
		otherwise: { device_id: idOf('annasPhone') },
	},
	join_cluster: {
		by: 'sven',
		args: { cluster_id: idOf('phones') },
		outcome: 'joined',
		otherwise: { cluster_id: idOf('network') },
	},
	leave_cluster: {
		by: 'otto',
		args: { cluster_id: idOf('network') },
		outcome: 'left',
		otherwise: { cluster_id: idOf('phones') },
	},
	enter_network: { by: 'rolf', args: {}, outcome: 'entered', otherwise: undefined },
	set_later: { by: 'rolf', args: { later: 'tomorrow' }, outcome: 'saved', otherwise: { later: 'by_phone' } },
	set_weekly_check: {
		by: 'rolf',
		args: { weekday: 5, hour: 14 },
		outcome: 'saved',
		otherwise: { hour: 15 },
	},
	set_second_channel: {
		by: 'rolf',
		args: { second_channel: false },
		outcome: 'saved',
		otherwise: { second_channel: true },
	},
	start_test_alarm: {
		by: 'ben',
		args: { test_alarm_id: idOf('test alarm'), device_id: idOf('bensPhone') },
		outcome: 'started',
		otherwise: { test_alarm_id: idOf('another test alarm') },
	},
	set_lock_screen: {
		by: 'anna',
		args: { device_id: idOf('annasLaptop'), shows_content: false },
		outcome: 'saved',
		otherwise: { shows_content: true },
	},
	set_quiet_hours: {
		by: 'rolf',
		args: quietArguments(),
		outcome: 'saved',
		otherwise: { quiet_hours: [{ day: 1, from: '18:00', until: '07:00' }] },
	},
	set_pause: {
		by: 'rolf',
		args: { paused_until: new Date(Date.now() + 3_600_000).toISOString(), leaves_gap: false },
		outcome: 'saved',
		// Ending it, and never having begun, are two things.
		otherwise: { paused_until: null },
	},
	set_muted_cluster: {
		by: 'anna',
		args: { cluster_id: idOf('network'), muted: true },
		outcome: 'saved',
		otherwise: { muted: false },
	},
	set_device_alerts: {
		by: 'anna',
		args: { device_id: idOf('annasLaptop'), alerts: false },
		outcome: 'saved',
		otherwise: { alerts: true },
	},
	set_language: { by: 'rolf', args: { language: 'en' }, outcome: 'saved', otherwise: { language: 'de' } },
	save_escalation: {
		by: 'kora',
		args: { cluster_id: idOf('network'), replaces: [], steps: [escalationStep] },
		outcome: 'saved',
		otherwise: { steps: [{ ...escalationStep, delay_minutes: 5 }] },
	},
	hand_over_duties: {
		by: 'otto',
		args: {
			paused_until: new Date(Date.now() + 3_600_000).toISOString(),
			substitutes: [{ cluster_id: idOf('network'), profile_id: idOf('ben') }],
		},
		outcome: 'handed_over',
		otherwise: { substitutes: [{ cluster_id: idOf('network'), profile_id: null }] },
	},
	give_back_duty: {
		by: 'ben',
		args: { shift_id: idOf('handed shift') },
		outcome: 'given_back',
		otherwise: { shift_id: idOf('another shift') },
	},
	set_operator: {
		by: 'kora',
		args: operatorArguments(),
		outcome: 'saved',
		otherwise: { name: 'Anders' },
	},
	set_webhook: {
		by: 'kora',
		args: { url: 'https://hook.example/x', lowest_priority: 1, renew_secret: false },
		outcome: 'saved',
		otherwise: { lowest_priority: 2 },
	},
	try_webhook: { by: 'kora', args: {}, outcome: 'started', otherwise: undefined },
	remove_webhook: { by: 'kora', args: {}, outcome: 'removed', otherwise: undefined },
	delete_feedback: {
		by: 'kora',
		args: { feedback_id: idOf('feedback') },
		outcome: 'deleted',
		otherwise: { feedback_id: idOf('other feedback') },
	},
	save_profile: {
		by: 'rolf',
		args: { display_name: 'Rolf Neu', shows_phone: true, shows_email: false, phone: '03500 1' },
		outcome: 'saved',
		// None said and none chosen are two things.
		otherwise: { building_id: null },
	},
	delete_account: { by: 'helga', args: {}, outcome: 'deleted', otherwise: undefined },
	admit_person: {
		by: 'kora',
		args: { profile_id: idOf('pia'), municipality_id: idOf('Riesa'), specialist: false },
		outcome: 'admitted',
		otherwise: { specialist: true },
	},
	turn_away_person: {
		by: 'kora',
		args: { profile_id: idOf('lars') },
		outcome: 'turned_away',
		otherwise: { profile_id: idOf('pia') },
	},
	reconsider_person: {
		by: 'kora',
		args: { profile_id: idOf('lars') },
		outcome: 'pending',
		otherwise: { profile_id: idOf('pia') },
	},
	set_person_roles: {
		by: 'kora',
		args: { profile_id: idOf('mona'), roles: ['office'] },
		outcome: 'saved',
		otherwise: { roles: [] },
	},
	add_municipality: {
		by: 'kora',
		args: { municipality_id: randomUUID(), name: 'Strehla' },
		outcome: 'added',
		otherwise: { name: 'Zeithain' },
	},
	rename_municipality: {
		by: 'kora',
		args: { municipality_id: idOf('Nossen'), name: 'Stadt Nossen' },
		outcome: 'saved',
		otherwise: { name: 'Nossen' },
	},
	leave_municipality: {
		by: 'kora',
		args: { municipality_id: idOf('Coswig') },
		outcome: 'left',
		otherwise: { municipality_id: idOf('Riesa') },
	},
	return_municipality: {
		by: 'kora',
		args: { municipality_id: idOf('Coswig') },
		outcome: 'returned',
		otherwise: { municipality_id: idOf('Riesa') },
	},
	add_building: {
		by: 'kora',
		args: {
			building_id: randomUUID(),
			municipality_id: idOf('Nossen'),
			name: 'Feuerwehr',
			address: 'Ring 3',
		},
		outcome: 'added',
		otherwise: { address: '' },
	},
	change_building: {
		by: 'kora',
		args: { building_id: idOf('depot'), name: 'Baubetriebshof', address: '' },
		outcome: 'saved',
		otherwise: { name: 'Bauhof' },
	},
	remove_building: {
		by: 'kora',
		args: { building_id: idOf('school') },
		outcome: 'removed',
		otherwise: { building_id: idOf('depot') },
	},
	add_domain: {
		by: 'kora',
		args: { municipality_id: idOf('Riesa'), domain: 'riesa.example' },
		outcome: 'added',
		otherwise: { domain: 'stadt-riesa.example' },
	},
	remove_domain: {
		by: 'kora',
		args: { domain: 'riesa.example' },
		outcome: 'removed',
		otherwise: { domain: 'coswig.example' },
	},
};

const refused: Record<CommandName, Case> = {
	create_request: {
		...accepted.create_request,
		args: { ...requestArguments(), title: ' ' },
		outcome: 'invalid',
	},
	accept_request: { ...accepted.accept_request, by: 'sven', outcome: 'not_allowed' },
	release_request: { ...accepted.release_request, by: 'ben', outcome: 'not_allowed' },
	undo_acceptance: {
		...accepted.undo_acceptance,
		by: 'ben',
		args: { request_id: idOf('accepted') },
		outcome: 'taken',
	},
	offer_later: {
		...accepted.offer_later,
		args: { request_id: idOf('open'), available_at: new Date(Date.now() - 3_600_000).toISOString() },
		outcome: 'expired',
	},
	decline_request: { ...accepted.decline_request, by: 'sven', outcome: 'not_allowed' },
	withdraw_offer: {
		...accepted.withdraw_offer,
		by: 'ben',
		args: { request_id: idOf('open') },
		outcome: 'no_offer',
		otherwise: { request_id: idOf('accepted') },
	},
	take_offer: {
		...accepted.take_offer,
		args: { request_id: idOf('phonesOpen'), profile_id: idOf('sven') },
		outcome: 'no_offer',
		otherwise: { profile_id: idOf('petra') },
	},
	join_request: { ...accepted.join_request, by: 'sven', outcome: 'not_allowed' },
	leave_request: { ...accepted.leave_request, by: 'sven', outcome: 'not_helping' },
	hand_over_request: { ...accepted.hand_over_request, by: 'sven', outcome: 'not_allowed' },
	attach_file: {
		...accepted.attach_file,
		args: fileArguments('waiting'),
		outcome: 'missing_upload',
	},
	save_article: { ...accepted.save_article, by: 'kora', outcome: 'not_allowed' },
	publish_article: { ...accepted.publish_article, by: 'anna', outcome: 'not_allowed' },
	archive_article: { ...accepted.archive_article, by: 'ben', outcome: 'not_allowed' },
	delete_article: { ...accepted.delete_article, by: 'ben', outcome: 'not_allowed' },
	register_device: {
		...accepted.register_device,
		args: deviceArguments('http://127.0.0.1/'),
		outcome: 'invalid',
	},
	remove_device: { ...accepted.remove_device, by: 'ben', outcome: 'not_allowed' },
	join_cluster: { ...accepted.join_cluster, by: 'olaf', outcome: 'not_allowed' },
	leave_cluster: { ...accepted.leave_cluster, by: 'sven', outcome: 'not_member' },
	enter_network: { by: 'lars', args: {}, outcome: 'left', otherwise: undefined },
	set_later: { ...accepted.set_later, args: { later: 'never' }, outcome: 'invalid' },
	set_weekly_check: { ...accepted.set_weekly_check, args: { weekday: 8, hour: 14 }, outcome: 'invalid' },
	set_second_channel: { ...accepted.set_second_channel, by: 'lars', outcome: 'not_allowed' },
	start_test_alarm: { ...accepted.start_test_alarm, by: 'anna', outcome: 'not_allowed' },
	set_lock_screen: { ...accepted.set_lock_screen, by: 'ben', outcome: 'not_allowed' },
	set_quiet_hours: {
		...accepted.set_quiet_hours,
		args: { ...quietArguments(), quiet_hours: [{ day: 8, from: '17:00', until: '07:00' }] },
		outcome: 'invalid',
	},
	set_pause: {
		...accepted.set_pause,
		args: { paused_until: new Date(Date.now() + 400 * 24 * 3_600_000).toISOString(), leaves_gap: false },
		outcome: 'invalid',
	},
	set_muted_cluster: { ...accepted.set_muted_cluster, by: 'sven', outcome: 'not_allowed' },
	set_device_alerts: { ...accepted.set_device_alerts, by: 'ben', outcome: 'not_allowed' },
	set_language: { ...accepted.set_language, args: { language: 'fr' }, outcome: 'invalid' },
	save_escalation: { ...accepted.save_escalation, by: 'anna', outcome: 'not_allowed' },
	hand_over_duties: {
		...accepted.hand_over_duties,
		args: { ...accepted.hand_over_duties.args, substitutes: [] },
		outcome: 'invalid',
	},
	give_back_duty: { ...accepted.give_back_duty, by: 'otto', outcome: 'not_there' },
	set_operator: { ...accepted.set_operator, by: 'rolf', outcome: 'not_allowed' },
	set_webhook: {
		...accepted.set_webhook,
		args: { ...accepted.set_webhook.args, url: 'https://elsewhere.example/x' },
		outcome: 'invalid',
	},
	try_webhook: { ...accepted.try_webhook, by: 'rolf', outcome: 'not_allowed' },
	remove_webhook: { ...accepted.remove_webhook, by: 'rolf', outcome: 'not_allowed' },
	delete_feedback: { ...accepted.delete_feedback, by: 'rolf', outcome: 'not_allowed' },
	save_profile: {
		...accepted.save_profile,
		args: { ...accepted.save_profile.args, display_name: ' ' },
		outcome: 'invalid',
	},
	delete_account: { ...accepted.delete_account, by: 'kora', outcome: 'last_coordinator' },
	admit_person: { ...accepted.admit_person, by: 'anna', outcome: 'not_allowed' },
	turn_away_person: { ...accepted.turn_away_person, by: 'anna', outcome: 'not_allowed' },
	reconsider_person: { ...accepted.reconsider_person, by: 'anna', outcome: 'not_allowed' },
	set_person_roles: { ...accepted.set_person_roles, by: 'anna', outcome: 'not_allowed' },
	add_municipality: {
		...accepted.add_municipality,
		args: { municipality_id: randomUUID(), name: 'riesa' },
		outcome: 'invalid',
	},
	rename_municipality: { ...accepted.rename_municipality, by: 'anna', outcome: 'not_allowed' },
	leave_municipality: {
		...accepted.leave_municipality,
		args: { municipality_id: idOf('Meißen') },
		outcome: 'last_coordinator',
	},
	return_municipality: { ...accepted.return_municipality, by: 'anna', outcome: 'not_allowed' },
	add_building: {
		...accepted.add_building,
		args: { building_id: randomUUID(), municipality_id: idOf('Riesa'), name: 'RATHAUS', address: 'Ring 3' },
		outcome: 'invalid',
	},
	change_building: { ...accepted.change_building, by: 'anna', outcome: 'not_allowed' },
	remove_building: {
		...accepted.remove_building,
		args: { building_id: idOf('oldTownHall') },
		outcome: 'not_there',
	},
	add_domain: {
		...accepted.add_domain,
		args: { municipality_id: idOf('Riesa'), domain: 'gmail.com' },
		outcome: 'invalid',
	},
	remove_domain: { ...accepted.remove_domain, args: { domain: 'nirgends.example' }, outcome: 'not_there' },
};

async function openWorld(): Promise<TestDatabase> {
	const database = await createTestDatabase();
	await buildWorld(database.sql);
	await database.sql`
		insert into storage.objects (bucket_id, name) values ('attachments', ${`${idOf('waiting')}/${idOf('uploaded')}`})`;
	// Petra comes later, and Anna has accepted within the last minute, however long this takes.
	await database.sql`
		insert into public.request_events (request_id, kind, actor_id, facts)
		values (${idOf('phonesOpen')}, 'later', ${idOf('petra')}, '{"alert_round": 1, "by_phone": true}')`;
	await database.sql`
		update public.requests set status = 'accepted', accepted_at = now() + interval '1 hour' where request_id = ${idOf('waiting')}`;
	await database.sql`
		insert into private.shifts (shift_id, cluster_id, profile_id, during, kind, stands_in_for)
		values (${idOf('handed shift')}, ${idOf('network')}, ${idOf('ben')}, tstzrange(now(), now() + interval '1 day'), 'substitute', ${idOf('otto')})`;
	return database;
}

const names = Object.keys(commands) as CommandName[]; // keys of a const object

describe.each([
	['an accepted', accepted],
	['a refused', refused],
] as const)('%s command', (_, cases) => {
	let database: TestDatabase;
	beforeAll(async () => {
		database = await openWorld();
	});
	afterAll(() => database.drop());

	test.each(names)(
		'%s: sent again it is answered the same and moves nothing; misused it is refused',
		async (name) => {
			const { by, args, outcome, otherwise } = cases[name];
			const first = { command_id: randomUUID(), ...args };
			const answer = await send(database, by, name, first);
			expect(answer).toMatchObject({ outcome });

			const before = await contentsOf(database);
			expect(await send(database, by, name, first)).toEqual(answer);
			expect(await contentsOf(database)).toEqual(before);

			const reused = { outcome: 'command_reused' };
			if (otherwise !== undefined)
				expect(await send(database, by, name, { ...first, ...otherwise })).toEqual(reused);
			expect(await send(database, 'petra', name, first)).toEqual(reused);
			const [another] = names.filter((candidate) => candidate !== name && candidate !== 'set_language');
			if (another === undefined) throw new Error('there is only one command');
			expect(
				await send(database, by, another, { ...cases[another].args, command_id: first.command_id }),
			).toEqual(reused);
			expect(await contentsOf(database)).toEqual(before);
		},
	);
});

describe('the same command twice at once', () => {
	let database: TestDatabase;
	beforeAll(async () => {
		database = await openWorld();
	});
	afterAll(() => database.drop());

	test.each(names)('%s: has one effect and one answer', async (name) => {
		const { by, args, outcome } = accepted[name];
		const twice = { command_id: randomUUID(), ...args };
		const [one, two] = await Promise.all([send(database, by, name, twice), send(database, by, name, twice)]);
		expect(one).toMatchObject({ outcome });
		expect(two).toEqual(one);
		const stored = await database.sql`select 1 from private.commands where command_id = ${twice.command_id}`;
		expect(stored).toHaveLength(1);
	});

	test('created one request with one story and one alert, accepted one once, released and answered one once', async () => {
		const created = accepted.create_request.args.request_id as string; // requestArguments made it
		const rows = await database.sql`
			select r.request_id, r.alert_round, array_agg(e.kind order by e.happened_at) as story,
				(select count(*)::int from private.alerts a where a.request_id = r.request_id) as alerts
			from public.requests r join public.request_events e on e.request_id = r.request_id
			where r.request_id in (${created}, ${idOf('open')}, ${idOf('accepted')}) group by r.request_id`;
		expect(Object.fromEntries(rows.map(({ request_id: id, ...rest }) => [String(id), rest]))).toEqual({
			[created]: { alert_round: 1, story: ['created'], alerts: 1 },
			[idOf('open')]: { alert_round: 1, story: ['created', 'accepted'], alerts: 1 },
			[idOf('accepted')]: {
				alert_round: 2,
				story: ['created', 'released', 'later', 'declined', 'withdrawn'],
				alerts: 1,
			},
		});
	});
});

test('what is stored with a command id is not a second copy of what was written', async () => {
	const database = await openWorld();
	await send(database, 'mona', 'create_request', {
		...requestArguments(),
		title: 'Titel',
		body: 'x'.repeat(50_000),
	});
	await send(database, 'mona', 'register_device', {
		...deviceArguments(endpointOf('monasPc')),
		auth: 'z'.repeat(22),
	});
	const rows = await database.sql<{ stored: string }[]>`select c::text as stored from private.commands c`;
	expect(rows).toHaveLength(2);
	for (const { stored } of rows) expect(stored).not.toMatch(/x{100}|z{22}|Titel/);
	await database.drop();
});
