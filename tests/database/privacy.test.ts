/**
 * The data protection notice says what the code does. A table, a period or a push service that is new here is new there, too: whoever adds
 * one writes the sentence first.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { privacy as german } from '#messages/de/privacy.ts';
import { privacy as english } from '#messages/en/privacy.ts';
import type { LegalWords } from '#messages/legal-words.ts';
import { kept } from '#server/alerting/retire.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Where the notice speaks of what lies in a table; `none`: nothing about a person. */
const sections: Record<string, string> = {
	'private.alerts': 'server',
	'private.awaited_coordinators': 'server',
	'private.awakenings': 'server',
	'private.chores': 'none',
	'private.commands': 'server',
	'private.contacts': 'server',
	'private.deliveries': 'server',
	'private.escalation_steps': 'server',
	'private.feedback': 'rueckmeldung',
	'private.municipality_domains': 'none',
	'private.operator': 'verantwortlich',
	'private.push_answers': 'none',
	'private.push_endpoints': 'server',
	'private.reach_due': 'none',
	'private.rotation_members': 'server',
	'private.rotations': 'none',
	'private.scopes': 'none',
	'private.second_deliveries': 'server',
	'private.second_looks': 'none',
	'private.settings': 'none',
	'private.shifts': 'server',
	'private.sign_in_codes': 'server',
	'private.tombstones': 'fristen',
	'private.webhook': 'none',
	'public.articles': 'server',
	'public.attachments': 'server',
	'public.buildings': 'none',
	'public.cluster_members': 'server',
	'public.clusters': 'none',
	'public.devices': 'server',
	'public.municipalities': 'none',
	'public.notification_settings': 'server',
	'public.profile_contacts': 'server',
	'public.profiles': 'server',
	'public.request_details': 'server',
	'public.request_events': 'server',
	'public.request_people': 'server',
	'public.requests': 'server',
	'public.roles': 'server',
	'public.test_alarms': 'server',
};

function textOf({ sections: all }: LegalWords, id: string): string {
	const section = all.find((candidate) => candidate.id === id);
	if (section === undefined) throw new Error(`no section ${id}`);
	return JSON.stringify(section.blocks);
}

test('every table is spoken of, or holds nothing about a person', async () => {
	const rows = await database.sql<{ name: string }[]>`
		select format('%s.%s', relnamespace::regnamespace, relname) as name from pg_class
		where relnamespace in ('public'::regnamespace, 'private'::regnamespace) and relkind in ('r', 'p') order by 1`;
	expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(sections).sort());
	for (const id of Object.values(sections)) if (id !== 'none') textOf(german, id);
});

test('the periods are those of the code', async () => {
	const [row] = await database.sql<{ days: string }[]>`
		select (regexp_match(prosrc, 'feedback where created_at < now\\(\\) - interval ''(\\d+) days'''))[1] as days
		from pg_proc where oid = 'private.forget_old_feedback()'::regprocedure`;
	const periods = [
		kept.deliveries,
		kept.duties,
		kept.commands,
		kept.tests,
		Number(row?.days),
		kept.tombstones,
	];
	expect(textOf(german, 'fristen').match(/nach \d+ Tagen/g)).toEqual(
		periods.map((days) => `nach ${days} Tagen`),
	);
	expect(textOf(english, 'fristen').match(/after \d+ days/g)).toEqual(
		periods.map((days) => `after ${days} days`),
	);
});

test('every push service that may be posted to is named, and no other', async () => {
	const [row] = await database.sql<{ hosts: string }[]>`
		select (regexp_match(prosrc, '\\((googleapis[^)]*)\\)\\$'))[1] as hosts
		from pg_proc where oid = 'private.push_host(text)'::regprocedure`;
	const makers: Record<string, string> = {
		'googleapis.com': 'Google',
		'push.services.mozilla.com': 'Mozilla',
		'push.apple.com': 'Apple',
		'notify.windows.com': 'Microsoft',
	};
	const hosts = row?.hosts.replaceAll('\\', '').split('|') ?? [];
	expect(hosts.sort()).toEqual(Object.keys(makers).sort());
	for (const words of [german, english])
		for (const maker of Object.values(makers)) expect(textOf(words, 'push')).toContain(`${maker}:`);
});
