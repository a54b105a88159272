import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { account } from '#contracts/account.ts';
import { contentsOf, refusalsOnly, send } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, emailOf, idOf, personNames } from './world.ts';

let database: TestDatabase;
beforeEach(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterEach(() => database.drop());

async function accountOf(person: string) {
	const [row] = await database.as(
		'authenticated',
		idOf(person),
	)((sql) => sql<{ answer: unknown }[]>`select public.my_account() as answer`);
	return account.parse(row?.answer);
}

function remove(person: string, command_id = randomUUID()): Promise<unknown> {
	return send(database, person, 'delete_account', { command_id });
}

describe('what Rufkreis knows', () => {
	test('is told to the person it is about, whole', async () => {
		await send(database, 'anna', 'leave_cluster', { cluster_id: idOf('phones') });
		const anna = await accountOf('anna');
		expect(anna).toMatchObject({
			profile: { name: 'anna', status: 'active', municipality: 'Coswig' },
			contact: { email: emailOf('anna') },
			roles: ['specialist'],
			clusters: [{ name: 'network', role: 'member' }],
			asked: [],
			articles: [{ title: 'Anleitung networkDraft' }],
			commands: [{ name: 'leave_cluster' }],
		});
		expect(anna.devices.map(({ label }) => label).sort()).toEqual([
			'annasLaptop',
			'annasOldPhone',
			'annasPhone',
		]);
		expect(anna.accepted.map(({ title }) => title).sort()).toEqual([
			'Anfrage accepted',
			'Anfrage resolved',
			'Anfrage waiting',
		]);
		const olaf = await accountOf('olaf');
		expect(olaf.asked).toHaveLength(8);
		expect(olaf.asked[0]).toMatchObject({ callback: '03500 12' });
		expect(olaf.files).toHaveLength(8);
		expect(olaf.events).toHaveLength(8);
	});

	test('never names anybody else, nor a key of a device', async () => {
		for (const person of personNames) {
			const text = JSON.stringify(await accountOf(person));
			for (const other of personNames.filter((name) => name !== person)) {
				expect(text, `${person} reads of ${other}`).not.toContain(emailOf(other));
				expect(text, `${person} reads of ${other}`).not.toContain(idOf(other));
			}
			expect(text).not.toMatch(/googleapis|A{50}/);
		}
		expect(await accountOf('nobody')).toMatchObject({ profile: null, asked: [], commands: [] });
	});
});

describe('deleting one’s account', () => {
	test('is refused to the last coordinator, and nothing moved', async () => {
		const before = await contentsOf(database, refusalsOnly);
		expect(await remove('kora')).toEqual({ outcome: 'last_coordinator' });
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
		await send(database, 'kora', 'set_person_roles', { profile_id: idOf('anna'), roles: ['coordinator'] });
		expect(await remove('kora')).toMatchObject({ outcome: 'deleted' });
	});

	test('leaves history without the person, gives back what they had taken, and silences their devices', async () => {
		expect(await remove('anna')).toEqual({ outcome: 'deleted', released: 2 });
		const [profile] = await database.sql`
			select display_name, status from public.profiles where profile_id = ${idOf('anna')}`;
		expect(profile).toEqual({ display_name: '', status: 'left' });
		for (const query of [
			database.sql`select 1 from auth.users where id = ${idOf('anna')}`,
			database.sql`select 1 from public.profile_contacts where profile_id = ${idOf('anna')}`,
			database.sql`select 1 from private.contacts where profile_id = ${idOf('anna')}`,
			database.sql`select 1 from public.roles where profile_id = ${idOf('anna')}`,
			database.sql`select 1 from public.cluster_members where profile_id = ${idOf('anna')}`,
			database.sql`select 1 from public.devices where profile_id = ${idOf('anna')} and (removed_at is null or label like 'annas%')`,
			database.sql`select 1 from public.test_alarms where profile_id = ${idOf('anna')}`,
			database.sql`select 1 from private.push_endpoints e join public.devices using (device_id) where profile_id = ${idOf('anna')}`,
			database.sql`select 1 from private.deliveries where profile_id = ${idOf('anna')} and state in ('queued', 'sending')`,
			database.sql`select 1 from public.requests where accepted_by = ${idOf('anna')} and status <> 'resolved'`,
		]) {
			expect(await query).toEqual([]);
		}
		const [solved] = await database.sql`
			select accepted_by from public.requests where request_id = ${idOf('resolved')}`;
		expect(solved).toEqual({ accepted_by: idOf('anna') });
		// Colleagues' phones ring for what is open again.
		const alerts =
			await database.sql`select request_id from private.alerts where state = 'due' and alert_round = 2`;
		expect(alerts).toHaveLength(2);
	});

	test('keeps open requests for the network, without the number to call', async () => {
		await remove('olaf');
		const rows = await database.sql`
			select r.status, d.body, d.callback from public.requests r join public.request_details d using (request_id)
			where d.requester_id = ${idOf('olaf')} and r.status = 'open'`;
		expect([...rows]).toEqual([{ status: 'open', body: 'Text zu open', callback: '' }]);
	});

	test('touches nobody else', async () => {
		const others = () =>
			database.sql`
				select p.profile_id, p.display_name, p.status, c.phone, c.email, (select count(*) from public.devices v where v.profile_id = p.profile_id) as devices
				from public.profiles p left join public.profile_contacts c using (profile_id) where p.profile_id <> ${idOf('anna')} order by 1`;
		const before = [...(await others())];
		await remove('anna');
		expect([...(await others())]).toEqual(before);
	});

	test('happens once, however often it is sent', async () => {
		const command_id = randomUUID();
		const answer = await remove('ben', command_id);
		expect(answer).toEqual({ outcome: 'deleted', released: 1 });
		const before = await contentsOf(database);
		expect(await remove('ben', command_id)).toEqual(answer);
		expect(await contentsOf(database)).toEqual(before);
		expect(await remove('ben')).toEqual({ outcome: 'not_allowed' });
	});

	test('two coordinators who go at once: one stays', async () => {
		await send(database, 'kora', 'set_person_roles', { profile_id: idOf('anna'), roles: ['coordinator'] });
		const answers = await Promise.all([remove('kora'), remove('anna')]);
		expect(answers.map((answer) => (answer as { outcome: string }).outcome).sort()).toEqual([
			'deleted',
			'last_coordinator',
		]);
	});
});
