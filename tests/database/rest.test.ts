import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quietSpan } from '#contracts/quiet-span.ts';
import { contentsOf, quietArguments, refusalsOnly, send, tryOut } from './acting.ts';
import type { Arguments } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, idOf } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterAll(() => database.drop());

async function settingsOf(person: string): Promise<Record<string, unknown> | undefined> {
	const [row] = await database.sql<{ settings: Record<string, unknown> }[]>`
		select to_jsonb(s) - array['rev', 'profile_id'] as settings from public.notification_settings s where profile_id = ${idOf(person)}`;
	return row?.settings;
}

const nothing = { quiet_hours: [], quiet_on_holidays: false, break_through: 1, muted_cluster_ids: [] };
const evening = { day: 1, from: '17:00', until: '07:00' };

describe('quiet hours', () => {
	test('are kept as they were said, and leave the other settings alone', async () => {
		expect(await send(database, 'anna', 'set_quiet_hours', quietArguments())).toEqual({ outcome: 'saved' });
		expect(await settingsOf('anna')).toMatchObject({
			later: 'two_hours',
			paused_until: null,
			muted_cluster_ids: [],
			...quietArguments(),
		});
		const none = { quiet_hours: [], quiet_on_holidays: false, break_through: 0 };
		expect(await send(database, 'anna', 'set_quiet_hours', none)).toEqual({ outcome: 'saved' });
		expect(await settingsOf('anna')).toMatchObject({ later: 'two_hours', ...none });
	});

	test('of somebody who had chosen nothing begin with what is usual', async () => {
		await send(database, 'ben', 'set_quiet_hours', quietArguments());
		expect(await settingsOf('ben')).toMatchObject({
			...nothing,
			...quietArguments(),
			later: 'half_hour',
			paused_until: null,
		});
	});

	const fourteen = Array.from({ length: 14 }, (_, n) => ({ ...evening, day: (n % 7) + 1 }));
	test('may be fourteen, all day, and end at the minute before midnight', async () => {
		const whole = { day: 7, from: '00:00', until: '00:00' };
		const late = { day: 6, from: '23:59', until: '23:58' };
		for (const quiet_hours of [fourteen, [whole, late]])
			expect(await tryOut(database, 'anna', 'set_quiet_hours', { ...quietArguments(), quiet_hours })).toEqual(
				{ outcome: 'saved' },
			);
	});

	test.each<[string, unknown, string]>([
		['fifteen', [...fourteen, evening], 'too_long'],
		['a thousand', Array.from({ length: 1000 }, () => evening), 'too_long'],
		['no list', evening, 'unknown'],
		['null', null, 'unknown'],
		['a word', 'immer', 'unknown'],
		['a number', 7, 'unknown'],
		['a list in a list', [[evening]], 'unknown'],
		['a list with null', [null], 'unknown'],
		['a list with words', ['Montag'], 'unknown'],
		['no day', [{ from: '17:00', until: '07:00' }], 'unknown'],
		['no end', [{ day: 1, from: '17:00' }], 'unknown'],
		['a key too many', [{ ...evening, note: 'x'.repeat(1000) }], 'unknown'],
		['a hostile key', [{ ...evening, constructor: { prototype: {} } }], 'unknown'],
		['day 0', [{ ...evening, day: 0 }], 'unknown'],
		['day 8', [{ ...evening, day: 8 }], 'unknown'],
		['half a day', [{ ...evening, day: 1.5 }], 'unknown'],
		['a day in letters', [{ ...evening, day: '1' }], 'unknown'],
		['days', [{ ...evening, day: [1, 2] }], 'unknown'],
		['a time in numbers', [{ ...evening, from: 1700 }], 'unknown'],
		['times', [{ ...evening, from: ['17:00'] }], 'unknown'],
		['24:00', [{ ...evening, until: '24:00' }], 'unknown'],
		['a minute 60', [{ ...evening, until: '07:60' }], 'unknown'],
		['a time without zero', [{ ...evening, until: '7:00' }], 'unknown'],
		['a time with seconds', [{ ...evening, until: '07:00:00' }], 'unknown'],
		['a line break after the time', [{ ...evening, until: '07:00\n' }], 'unknown'],
		['digits of another script', [{ ...evening, until: '٠٧:٠٠' }], 'unknown'],
		['one that is wrong among good ones', [evening, { ...evening, day: 9 }], 'unknown'],
	])('are not %s, and nothing moves', async (_, quiet_hours, reason) => {
		const before = await contentsOf(database, refusalsOnly);
		const args = { ...quietArguments(), quiet_hours } as Arguments; // wrong on purpose
		expect(await send(database, 'anna', 'set_quiet_hours', args)).toEqual({
			outcome: 'invalid',
			field: 'quiet_hours',
			reason,
		});
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});

	test.each([-1, 5, 32_768, null])('let nothing of priority %s through', async (break_through) => {
		expect(await tryOut(database, 'anna', 'set_quiet_hours', { ...quietArguments(), break_through })).toEqual(
			{ outcome: 'invalid', field: 'break_through', reason: 'unknown' },
		);
	});

	test('say whether holidays count', async () => {
		const open = { ...quietArguments(), quiet_on_holidays: null };
		await expect(send(database, 'anna', 'set_quiet_hours', open)).rejects.toThrow(
			'quiet_on_holidays is missing',
		);
	});

	test('are the same on the wire as in the database', () => {
		expect(quietSpan.safeParse(evening).success).toBe(true);
		for (const wrong of [
			{ ...evening, day: 1.5 },
			{ ...evening, until: '24:00' },
			{ ...evening, until: '07:00\n' },
		])
			expect(quietSpan.safeParse(wrong).success).toBe(false);
	});
});

describe('a pause', () => {
	const hour = 3_600_000;
	function inHours(hours: number): string {
		return new Date(Date.now() + hours * hour).toISOString();
	}
	function pause(person: string, paused_until: string | null, leaves_gap: boolean | null = false) {
		return send(database, person, 'set_pause', { paused_until, leaves_gap });
	}
	/** An end as only the database writes it. */
	async function pauseUntil(end: string): Promise<unknown> {
		const [row] = await database.as(
			'authenticated',
			idOf('anna'),
		)(
			(sql) =>
				sql<
					{ answer: unknown }[]
				>`select public.set_pause(gen_random_uuid(), ${end}::text::timestamptz, true) as answer`,
		);
		return row?.answer;
	}
	async function endOf(person: string): Promise<number | undefined> {
		const end = (await settingsOf(person))?.paused_until;
		return typeof end === 'string' ? Date.parse(end) : undefined;
	}
	/** Ben is on call in the network, in so many hours, for eight. */
	async function putOnCall(hours: number, cluster = 'network'): Promise<void> {
		await database.sql`
			insert into private.shifts (cluster_id, profile_id, during)
			values (${idOf(cluster)}, ${idOf('ben')}, tstzrange(${inHours(hours)}, ${inHours(hours + 8)}))`;
	}

	test('holds until its end, and is forgotten when it is ended', async () => {
		const end = inHours(30);
		expect(await pauseUntil(end)).toEqual({ outcome: 'saved' });
		expect(await endOf('anna')).toBe(Date.parse(end));
		expect(await pause('anna', null)).toEqual({ outcome: 'saved' });
		expect(await endOf('anna')).toBeUndefined();
	});

	test.each([
		['in the past', inHours(-1)],
		['long ago', '-infinity'],
	])('that ends %s ends the one there is', async (_, end) => {
		await pause('anna', inHours(5));
		expect(await pauseUntil(end)).toEqual({ outcome: 'saved' });
		expect(await endOf('anna')).toBeUndefined();
	});

	test.each([
		['in more than a year', inHours(367 * 24)],
		['never', 'infinity'],
	])('that ends %s is none, and nothing moves', async (_, end) => {
		const before = await contentsOf(database, refusalsOnly);
		expect(await pauseUntil(end)).toEqual({
			outcome: 'invalid',
			field: 'paused_until',
			reason: 'too_long',
		});
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});

	test('over one’s own duty is asked about, and changes nothing until it is said that a gap may stay', async () => {
		await putOnCall(10);
		// Over before the duty begins.
		expect(await pause('ben', inHours(9))).toEqual({ outcome: 'saved' });
		const before = await endOf('ben');
		const asked = { count: 1, duties: [expect.objectContaining({ cluster_id: idOf('network') }) as object] };
		expect(await pause('ben', inHours(24))).toEqual({ outcome: 'on_duty', ...asked });
		expect(await pause('ben', inHours(24), null)).toEqual({ outcome: 'on_duty', ...asked });
		expect(await endOf('ben')).toBe(before);
		const end = inHours(24);
		expect(await pause('ben', end, true)).toEqual({ outcome: 'gap_left', ...asked });
		expect(await endOf('ben')).toBe(Date.parse(end));
	});

	test('over many duties names the first ten, and counts all', async () => {
		for (let day = 2; day < 14; day += 1) await putOnCall(day * 24);
		const answer = await pause('ben', inHours(30 * 24));
		expect(answer).toMatchObject({ outcome: 'on_duty', count: 13 });
		const { duties } = answer as { duties: { starts_at: string }[] }; // the contracts have parsed it
		expect(duties).toHaveLength(10);
		const starts = duties.map(({ starts_at }) => Date.parse(starts_at));
		expect(starts).toEqual(starts.toSorted((a, b) => a - b));
	});

	test('over the duty of others, or one that somebody has taken over, is nobody’s question', async () => {
		expect(await pause('otto', inHours(30 * 24))).toEqual({ outcome: 'saved' });
		await database.sql`
			insert into private.shifts (cluster_id, profile_id, during, kind)
			values (${idOf('network')}, ${idOf('anna')}, tstzrange(now(), now() + interval '40 days'), 'override')`;
		expect(await pause('ben', inHours(30 * 24))).toEqual({ outcome: 'saved' });
		expect(await pause('anna', inHours(1))).toMatchObject({ outcome: 'on_duty', count: 1 });
	});
});

describe('a muted cluster', () => {
	const mute = { cluster_id: idOf('network'), muted: true };

	test('is one, however often it is muted, and none once it is not', async () => {
		await send(database, 'otto', 'set_muted_cluster', mute);
		await send(database, 'otto', 'set_muted_cluster', mute);
		expect(await settingsOf('otto')).toMatchObject({ muted_cluster_ids: [mute.cluster_id] });
		await send(database, 'otto', 'set_muted_cluster', { ...mute, muted: false });
		expect(await settingsOf('otto')).toMatchObject({ muted_cluster_ids: [] });
	});

	test.each([
		['another one', 'otto', { ...mute, cluster_id: idOf('phones') }],
		['one that does not exist', 'otto', { ...mute, cluster_id: idOf('nothing') }],
		['none', 'otto', { ...mute, cluster_id: null }],
		['one’s own, after leaving the service', 'lars', mute],
	])('is not %s', async (_, person, args) => {
		const before = await contentsOf(database, refusalsOnly);
		expect(await send(database, person, 'set_muted_cluster', args)).toEqual({ outcome: 'not_allowed' });
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});

	test('is heard again by whoever leaves it and comes back', async () => {
		await send(database, 'petra', 'join_cluster', { cluster_id: mute.cluster_id });
		const phones = { cluster_id: idOf('phones'), muted: true };
		await send(database, 'petra', 'set_muted_cluster', mute);
		await send(database, 'petra', 'set_muted_cluster', phones);
		await send(database, 'petra', 'leave_cluster', { cluster_id: mute.cluster_id });
		await send(database, 'petra', 'join_cluster', { cluster_id: mute.cluster_id });
		expect(await settingsOf('petra')).toMatchObject({ muted_cluster_ids: [phones.cluster_id] });
	});

	test('is said to be muted or not', async () => {
		const open = { ...mute, muted: null };
		await expect(send(database, 'anna', 'set_muted_cluster', open)).rejects.toThrow('muted is missing');
	});
});

describe('a device', () => {
	async function takesAlerts(device: string): Promise<boolean | undefined> {
		const [row] = await database.sql<{ alerts: boolean }[]>`
			select alerts from public.devices where device_id = ${idOf(device)}`;
		return row?.alerts;
	}
	const silent = { device_id: idOf('annasPhone'), alerts: false };

	test('takes alerts until it is told not to, and then the others still do', async () => {
		await send(database, 'anna', 'set_device_alerts', silent);
		expect([await takesAlerts('annasPhone'), await takesAlerts('annasLaptop')]).toEqual([false, true]);
		await send(database, 'anna', 'set_device_alerts', { ...silent, alerts: true });
		expect(await takesAlerts('annasPhone')).toBe(true);
	});

	test.each([
		['somebody else’s', 'ben', silent],
		['a removed one', 'anna', { ...silent, device_id: idOf('annasOldPhone') }],
		['one that does not exist', 'anna', { ...silent, device_id: idOf('nothing') }],
		['none', 'anna', { ...silent, device_id: null }],
	])('that is %s is not told', async (_, person, args) => {
		const before = await contentsOf(database, refusalsOnly);
		expect(await send(database, person, 'set_device_alerts', args)).toEqual({ outcome: 'not_allowed' });
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});

	test('that lost its name and registers anew stays silent', async () => {
		const [row] = await database.sql<{ endpoint: string; p256dh: string; auth: string }[]>`
			select endpoint, p256dh, auth from private.push_endpoints where device_id = ${idOf('bensPhone')}`;
		await send(database, 'ben', 'set_device_alerts', { device_id: idOf('bensPhone'), alerts: false });
		const renamed = { device_id: idOf('bensPhone again'), label: 'Handy', platform: 'android', ...row };
		expect(await send(database, 'ben', 'register_device', renamed)).toMatchObject({ outcome: 'registered' });
		expect(await takesAlerts('bensPhone again')).toBe(false);
	});

	test('of the next person on the same phone takes alerts', async () => {
		const [row] = await database.sql<{ endpoint: string; p256dh: string; auth: string }[]>`
			select endpoint, p256dh, auth from private.push_endpoints where device_id = ${idOf('bensPhone again')}`;
		const mine = { device_id: idOf('ottos phone'), label: 'Handy', platform: 'android', ...row };
		expect(await send(database, 'otto', 'register_device', mine)).toMatchObject({ outcome: 'registered' });
		expect(await takesAlerts('ottos phone')).toBe(true);
	});
});

test('everybody reads of themselves when they rest', async () => {
	const paused_until = new Date(Date.now() + 3_600_000).toISOString();
	await send(database, 'otto', 'set_pause', { paused_until, leaves_gap: false });
	await send(database, 'otto', 'set_quiet_hours', quietArguments());
	await send(database, 'otto', 'set_muted_cluster', { cluster_id: idOf('network'), muted: true });
	const [row] = await database.as(
		'authenticated',
		idOf('otto'),
	)(
		(sql) => sql<{ account: unknown }[]>`
		select public.my_account() as account`,
	);
	const [network] = await database.sql<{ name: string }[]>`
		select name from public.clusters where cluster_id = ${idOf('network')}`;
	expect(row?.account).toMatchObject({
		rest: { ...quietArguments(), paused_until: expect.any(String) as string, muted: [network?.name] },
	});
});
