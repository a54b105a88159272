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
	refusalsOnly,
	requestArguments,
	send,
	tryOut,
} from './acting.ts';
import type { Arguments } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, endpointOf, idOf, personNames } from './world.ts';
import type { Person } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
	await database.sql`
		insert into storage.objects (bucket_id, name) values ('attachments', ${`${idOf('open')}/${idOf('uploaded')}`})`;
	// Ben comes later, and Anna has accepted within the last minute, however long this takes.
	await database.sql`
		insert into public.request_events (request_id, kind, actor_id, facts)
		values (${idOf('open')}, 'later', ${idOf('ben')}, '{"alert_round": 1, "by_phone": true}')`;
	await database.sql`
		insert into private.shifts (shift_id, cluster_id, profile_id, during, kind, stands_in_for)
		values (${idOf('handed shift')}, ${idOf('network')}, ${idOf('ben')}, tstzrange(now(), now() + interval '1 day'), 'substitute', ${idOf('anna')})`;
	await database.sql`
		update public.requests set accepted_at = now() + interval '1 hour' where request_id = ${idOf('accepted')}`;
});
afterAll(() => database.drop());

interface Rights {
	args: () => Arguments;
	/** Who may, and what they hear. */
	may: Partial<Record<Person, string>>;
	/** What everybody else hears. */
	others: string;
}

const active = ['olaf', 'mona', 'anna', 'ben', 'otto', 'petra', 'sven', 'kora', 'helga', 'rolf'] as const;

function all(names: readonly Person[], outcome: string): Partial<Record<Person, string>> {
	return Object.fromEntries(names.map((name) => [name, outcome]));
}

const rights: Record<CommandName, Rights> = {
	create_request: { args: requestArguments, may: all(active, 'created'), others: 'not_allowed' },
	accept_request: {
		args: () => ({ request_id: idOf('open') }),
		may: all(['anna', 'ben', 'otto'], 'accepted'),
		others: 'not_allowed',
	},
	release_request: {
		args: () => ({ request_id: idOf('accepted') }),
		may: { anna: 'released' },
		others: 'not_allowed',
	},
	undo_acceptance: {
		args: () => ({ request_id: idOf('accepted') }),
		may: { anna: 'undone', ...all(['ben', 'otto'], 'taken') },
		others: 'not_allowed',
	},
	offer_later: {
		args: () => ({
			request_id: idOf('open'),
			available_at: new Date(Date.now() + 3_600_000).toISOString(),
		}),
		may: all(['anna', 'ben', 'otto'], 'noted'),
		others: 'not_allowed',
	},
	decline_request: {
		args: () => ({ request_id: idOf('open') }),
		may: all(['anna', 'ben', 'otto'], 'noted'),
		others: 'not_allowed',
	},
	withdraw_offer: {
		args: () => ({ request_id: idOf('open') }),
		may: { ben: 'withdrawn', ...all(['anna', 'otto'], 'no_offer') },
		others: 'not_allowed',
	},
	take_offer: {
		args: () => ({ request_id: idOf('open'), profile_id: idOf('ben') }),
		may: all(['olaf', 'anna', 'ben', 'otto'], 'assigned'),
		others: 'not_allowed',
	},
	join_request: {
		args: () => ({ request_id: idOf('open') }),
		may: all(['anna', 'ben', 'otto'], 'joined'),
		others: 'not_allowed',
	},
	leave_request: {
		args: () => ({ request_id: idOf('accepted') }),
		may: { ben: 'left' },
		others: 'not_helping',
	},
	hand_over_request: {
		args: () => ({ request_id: idOf('open'), cluster_id: idOf('phones') }),
		may: all(['anna', 'ben', 'otto'], 'handed_over'),
		others: 'not_allowed',
	},
	attach_file: {
		// Its bytes lie there already, uploaded beside the command.
		args: () => ({ ...fileArguments('open'), attachment_id: idOf('uploaded') }),
		may: all(['olaf', 'anna', 'ben', 'otto', 'kora'], 'attached'),
		others: 'not_allowed',
	},
	save_article: {
		args: articleArguments,
		may: all(['anna', 'ben', 'otto', 'petra', 'sven'], 'saved'),
		others: 'not_allowed',
	},
	publish_article: {
		args: () => ({ article_id: idOf('networkDraft') }),
		may: { otto: 'published' },
		others: 'not_allowed',
	},
	archive_article: {
		args: () => ({ article_id: idOf('networkGuide') }),
		may: { otto: 'archived' },
		others: 'not_allowed',
	},
	delete_article: {
		args: () => ({ article_id: idOf('networkDraft') }),
		may: all(['anna', 'otto'], 'deleted'),
		others: 'not_allowed',
	},
	register_device: {
		args: () => deviceArguments(endpointOf('new')),
		may: all(active, 'registered'),
		others: 'not_allowed',
	},
	remove_device: {
		args: () => ({ device_id: idOf('annasPhone') }),
		may: { anna: 'removed' },
		others: 'not_allowed',
	},
	join_cluster: {
		args: () => ({ cluster_id: idOf('phones') }),
		may: { ...all(['anna', 'ben', 'otto', 'sven'], 'joined'), petra: 'already_member' },
		others: 'not_allowed',
	},
	leave_cluster: {
		args: () => ({ cluster_id: idOf('network') }),
		// Leaving is open to whoever is still in it, also after having left the service.
		may: all(['anna', 'ben', 'otto', 'lars'], 'left'),
		others: 'not_member',
	},
	enter_network: {
		// Nothing moves: whoever is in stays in, and nobody else's address is known.
		args: () => ({}),
		may: { ...all(active, 'entered'), pia: 'pending', lars: 'left' },
		others: 'not_allowed',
	},
	set_later: { args: () => ({ later: 'tomorrow' }), may: all(active, 'saved'), others: 'not_allowed' },
	set_weekly_check: {
		args: () => ({ weekday: 5, hour: 14 }),
		may: all(active, 'saved'),
		others: 'not_allowed',
	},
	set_second_channel: {
		args: () => ({ second_channel: false }),
		may: all(active, 'saved'),
		others: 'not_allowed',
	},
	start_test_alarm: {
		args: () => ({ test_alarm_id: randomUUID(), device_id: idOf('annasPhone') }),
		may: { anna: 'started' },
		others: 'not_allowed',
	},
	set_lock_screen: {
		args: () => ({ device_id: idOf('annasPhone'), shows_content: false }),
		may: { anna: 'saved' },
		others: 'not_allowed',
	},
	set_quiet_hours: { args: quietArguments, may: all(active, 'saved'), others: 'not_allowed' },
	set_pause: {
		args: () => ({ paused_until: new Date(Date.now() + 3_600_000).toISOString(), leaves_gap: false }),
		may: all(active, 'saved'),
		others: 'not_allowed',
	},
	set_muted_cluster: {
		args: () => ({ cluster_id: idOf('network'), muted: true }),
		may: all(['anna', 'ben', 'otto'], 'saved'),
		others: 'not_allowed',
	},
	set_device_alerts: {
		args: () => ({ device_id: idOf('annasPhone'), alerts: false }),
		may: { anna: 'saved' },
		others: 'not_allowed',
	},
	set_language: { args: () => ({ language: 'en' }), may: all(personNames, 'saved'), others: 'not_allowed' },
	save_escalation: {
		args: () => ({ cluster_id: idOf('network'), replaces: [], steps: [escalationStep] }),
		may: all(['otto', 'kora'], 'saved'),
		others: 'not_allowed',
	},
	hand_over_duties: {
		args: () => ({
			paused_until: new Date(Date.now() + 3_600_000).toISOString(),
			substitutes: [{ cluster_id: idOf('network'), profile_id: null }],
		}),
		may: all(active, 'handed_over'),
		others: 'not_allowed',
	},
	give_back_duty: {
		args: () => ({ shift_id: idOf('handed shift') }),
		may: { ...all(active, 'not_there'), ben: 'given_back' },
		others: 'not_allowed',
	},
	set_operator: { args: operatorArguments, may: { kora: 'saved' }, others: 'not_allowed' },
	set_webhook: {
		args: () => ({ url: 'https://hook.example/x', lowest_priority: 1, renew_secret: false }),
		may: { kora: 'saved' },
		others: 'not_allowed',
	},
	remove_webhook: { args: () => ({}), may: { kora: 'removed' }, others: 'not_allowed' },
	try_webhook: { args: () => ({}), may: { kora: 'started' }, others: 'not_allowed' },
	delete_feedback: {
		args: () => ({ feedback_id: idOf('feedback') }),
		may: { kora: 'deleted' },
		others: 'not_allowed',
	},
	save_profile: {
		args: () => ({
			display_name: 'Neu',
			shows_phone: true,
			shows_email: false,
			phone: '03500 1',
			building_id: null,
		}),
		may: all(
			personNames.filter((name) => name !== 'lars'),
			'saved',
		),
		others: 'not_allowed',
	},
	delete_account: {
		args: () => ({}),
		may: { ...all(personNames, 'deleted'), kora: 'last_coordinator' },
		others: 'not_allowed',
	},
	admit_person: {
		args: () => ({ profile_id: idOf('pia'), municipality_id: idOf('Riesa'), specialist: true }),
		may: { kora: 'admitted' },
		others: 'not_allowed',
	},
	turn_away_person: {
		args: () => ({ profile_id: idOf('pia') }),
		may: { kora: 'turned_away' },
		others: 'not_allowed',
	},
	reconsider_person: {
		args: () => ({ profile_id: idOf('lars') }),
		may: { kora: 'pending' },
		others: 'not_allowed',
	},
	set_person_roles: {
		args: () => ({ profile_id: idOf('olaf'), roles: ['specialist'] }),
		may: { kora: 'saved' },
		others: 'not_allowed',
	},
	add_municipality: {
		args: () => ({ municipality_id: randomUUID(), name: 'Strehla' }),
		may: { kora: 'added' },
		others: 'not_allowed',
	},
	rename_municipality: {
		args: () => ({ municipality_id: idOf('Riesa'), name: 'Große Kreisstadt Riesa' }),
		may: { kora: 'saved' },
		others: 'not_allowed',
	},
	leave_municipality: {
		args: () => ({ municipality_id: idOf('Riesa') }),
		may: { kora: 'left' },
		others: 'not_allowed',
	},
	return_municipality: {
		args: () => ({ municipality_id: idOf('Riesa') }),
		may: { kora: 'returned' },
		others: 'not_allowed',
	},
	add_building: {
		args: () => ({
			building_id: randomUUID(),
			municipality_id: idOf('Riesa'),
			name: 'Feuerwehr',
			address: 'Ring 3',
		}),
		may: { kora: 'added' },
		others: 'not_allowed',
	},
	change_building: {
		args: () => ({ building_id: idOf('depot'), name: 'Baubetriebshof', address: '' }),
		may: { kora: 'saved' },
		others: 'not_allowed',
	},
	remove_building: {
		args: () => ({ building_id: idOf('townHall') }),
		may: { kora: 'removed' },
		others: 'not_allowed',
	},
	add_domain: {
		args: () => ({ municipality_id: idOf('Riesa'), domain: 'riesa.example' }),
		may: { kora: 'added' },
		others: 'not_allowed',
	},
	remove_domain: {
		args: () => ({ domain: 'coswig.example' }),
		may: { kora: 'removed' },
		others: 'not_allowed',
	},
};

const successes = new Set([
	'created',
	'accepted',
	'released',
	'handed_over',
	'attached',
	'published',
	'archived',
	'deleted',
	'registered',
	'removed',
	'joined',
	'left',
	'saved',
	'admitted',
	'turned_away',
	'pending',
	'added',
	'returned',
	'undone',
	'noted',
	'withdrawn',
	'assigned',
	'started',
	'given_back',
]);
const names = Object.keys(commands) as CommandName[]; // keys of a const object

describe.each(names)('%s', (name) => {
	const { args, may, others } = rights[name];

	test.each(personNames.map((person) => [person, may[person] ?? others] as const))(
		'answers %s: %s',
		async (person, outcome) => {
			if (successes.has(outcome)) {
				expect(await tryOut(database, person, name, args())).toMatchObject({ outcome });
				return;
			}
			const before = await contentsOf(database, refusalsOnly);
			const answer = await send(database, person, name, args());
			if (outcome === 'taken')
				expect(answer).toEqual({ outcome, by: { name: 'anna', municipality: 'Coswig' } });
			else expect(answer).toEqual({ outcome });
			expect(await contentsOf(database, refusalsOnly)).toEqual(before);
		},
	);

	test('answers an account without a profile with a refusal', async () => {
		const before = await contentsOf(database, refusalsOnly);
		const others: Partial<Record<CommandName, string>> = {
			leave_cluster: 'not_member',
			leave_request: 'not_helping',
		};
		const outcome = others[name] ?? 'not_allowed';
		expect(await send(database, 'nobody', name, args())).toEqual({ outcome });
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});

	test('refuses a stranger, and nothing moved', async () => {
		const before = await contentsOf(database);
		const given = { command_id: randomUUID(), ...args() };
		const list = Object.keys(given).map((key, index) => `${key} => $${index + 1}`);
		const asked = database.as('anon')((sql) =>
			sql.unsafe(`select public.${name}(${list.join(', ')})`, Object.values(given)),
		);
		await expect(asked).rejects.toMatchObject({ code: '42501' });
		expect(await contentsOf(database)).toEqual(before);
	});

	test('raises for a token without a person, and nothing moved', async () => {
		const before = await contentsOf(database);
		const given = { command_id: randomUUID(), ...args() };
		const list = Object.keys(given).map((key, index) => `${key} => $${index + 1}`);
		for (const role of ['authenticated', 'service_role'] as const) {
			const asked = database.as(role)((sql) =>
				sql.unsafe(`select public.${name}(${list.join(', ')})`, Object.values(given)),
			);
			await expect(asked, role).rejects.toMatchObject({
				code: expect.stringMatching(/^(42501|23502)$/) as string,
			});
		}
		expect(await contentsOf(database)).toEqual(before);
	});

	test('raises for a missing command id, and nothing moved', async () => {
		const before = await contentsOf(database);
		await expect(send(database, 'anna', name, { ...args(), command_id: null })).rejects.toMatchObject({
			code: '22004',
		});
		expect(await contentsOf(database)).toEqual(before);
	});
});
