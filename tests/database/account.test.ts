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

const hour = 3_600_000;
const start = Math.ceil(Date.now() / hour) * hour;
function at(hours: number): string {
	return new Date(start + hours * hour).toISOString();
}

/** Anna takes turns with Otto by the week, has shifts that are over, run and come, of which Ben takes the one in three days, and a step of her own. */
async function planAnna(): Promise<void> {
	const rotation_id = randomUUID();
	await database.sql`
		insert into private.rotations (rotation_id, cluster_id, name, starts_on)
		values (${rotation_id}, ${idOf('network')}, 'Woche', current_date - 3)`;
	await database.sql`insert into private.rotation_members ${database.sql(
		['anna', 'otto'].map((name, position) => ({ rotation_id, profile_id: idOf(name), position })),
	)}`;
	for (const [from, until] of [
		[-72, -70],
		[-2, 2],
		[72, 96],
	] as const)
		await database.sql`
			insert into private.shifts (cluster_id, profile_id, during)
			values (${idOf('network')}, ${idOf('anna')}, tstzrange(${at(from)}, ${at(until)}))`;
	await database.sql`
		insert into private.shifts (cluster_id, profile_id, during, kind, stands_in_for)
		values (${idOf('network')}, ${idOf('ben')}, tstzrange(${at(72)}, ${at(96)}), 'substitute', ${idOf('anna')})`;
	await database.sql`
		insert into private.escalation_steps (cluster_id, position, target, profile_id, delay_minutes, repeats)
		values (${idOf('network')}, 0, 'person', ${idOf('anna')}, 5, 1)`;
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

	test('says when one is on call, and which steps call one by name', async () => {
		await planAnna();
		const { turns, shifts, steps } = await accountOf('anna');
		expect(turns).toMatchObject([{ cluster: 'network', rotation: 'Woche', length_days: 7, ends_on: null }]);
		expect(shifts.map(({ kind }) => kind).toSorted()).toEqual([
			'handed_over',
			'planned',
			'planned',
			'planned',
		]);
		expect(steps).toEqual([{ cluster: 'network', delay_minutes: 5, repeats: 1, lowest_priority: 4 }]);
		expect((await accountOf('ben')).shifts.map(({ kind }) => kind)).toEqual(['substitute']);
		for (const [person, other] of [
			['anna', 'ben'],
			['ben', 'anna'],
		] as const)
			expect(JSON.stringify(await accountOf(person))).not.toContain(idOf(other));
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

	test('leaves turns to come to nobody, so that the gap shows, and nobody else’s turn moves', async () => {
		await planAnna();
		const gaps = () =>
			database.sql<{ starts_at: Date; ends_at: Date }[]>`
				select * from private.duty_gaps(${idOf('phones')}, now(), now() + interval '27 days') order by starts_at`;
		expect(await gaps()).toEqual([]);
		await database.sql`
			insert into public.cluster_members (cluster_id, profile_id) values (${idOf('phones')}, ${idOf('anna')})`;
		await database.sql`
			insert into private.shifts (cluster_id, profile_id, during)
			values (${idOf('phones')}, ${idOf('anna')}, tstzrange(now() - interval '1 hour', now() + interval '2 hours'))`;
		const ofOthers = () => database.sql`
			select d.cluster_id, d.starts_at, d.ends_at from private.duties_between(${idOf('otto')}, ${at(0)}::timestamptz, ${at(24 * 60)}::timestamptz) d order by 2`;
		const before = [...(await ofOthers())];
		expect(before.length).toBeGreaterThan(3);
		await remove('anna');
		expect([...(await ofOthers())]).toEqual(before);
		expect(await gaps()).toHaveLength(1);
		expect(
			await database.sql`select 1 from private.rotation_members where profile_id = ${idOf('anna')}`,
		).toEqual([]);
		expect(
			await database.sql`select 1 from private.shifts where ${idOf('anna')} in (profile_id, stands_in_for) and upper(during) > now()`,
		).toEqual([]);
		// What is over is history.
		expect(await database.sql`select 1 from private.shifts where profile_id = ${idOf('anna')}`).toHaveLength(
			3,
		);
		// Ben had agreed to come, and comes.
		const [there] = await database.sql`
			select array(select private.on_call_at(${idOf('network')}, ${at(24 * 3 + 1)}::timestamptz)) as ids`;
		expect(there?.ids).toContain(idOf('ben'));
	});

	test('whoever took over what is not theirs leaves it to whose turn it was', async () => {
		await planAnna();
		await remove('ben');
		const [there] = await database.sql`
			select array(select private.on_call_at(${idOf('network')}, ${at(24 * 3 + 1)}::timestamptz)) as ids`;
		expect(there?.ids).toContain(idOf('anna'));
		expect(there?.ids).not.toContain(idOf('ben'));
	});

	test('a rotation of nobody is gone', async () => {
		await planAnna();
		await remove('anna');
		await remove('otto');
		expect(await database.sql`select 1 from private.rotations`).toEqual([]);
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
