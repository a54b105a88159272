import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentsOf, deviceArguments, refusalsOnly, send, tryOut } from './acting.ts';
import type { Arguments } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, deliveryId, endpointOf, idOf } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
	await database.sql`update private.settings set value = 'localhost:8443,push.test:9000' where key = 'push_extra_hosts'`;
});
afterAll(() => database.drop());

describe('an endpoint is only ever an address of a known push service', () => {
	const allowed: string[] = [
		'https://fcm.googleapis.com/fcm/send/dQw4:APA91b-_x',
		'https://jmt17.fcm.googleapis.com/wp/x',
		'https://updates.push.services.mozilla.com/wpush/v2/gAAAAA',
		'https://web.push.apple.com/QGuQyavXutnMH',
		'https://wns2-par02p.notify.windows.com/w/?token=BQYAAAB%2b%2f',
		'https://localhost:8443/push/1',
		'https://push.test:9000/1',
	];
	test.each(allowed)('taken: %s', async (endpoint) => {
		expect(await tryOut(database, 'mona', 'register_device', deviceArguments(endpoint))).toMatchObject({
			outcome: 'registered',
		});
	});

	const refused: [string, string | null][] = [
		['nothing', null],
		['an empty text', ''],
		['no address', 'fcm.googleapis.com/x'],
		['http', 'http://fcm.googleapis.com/x'],
		['another scheme', 'ftp://fcm.googleapis.com/x'],
		['a file', 'file:///etc/passwd'],
		['script', 'javascript://fcm.googleapis.com/%0aalert(1)'],
		['no path', 'https://fcm.googleapis.com'],
		['an empty path', 'https://fcm.googleapis.com/'],
		['a user', 'https://user@fcm.googleapis.com/x'],
		['a push service as user of another host', 'https://fcm.googleapis.com@evil.example/x'],
		['a push service as user and password', 'https://fcm.googleapis.com:443@evil.example/x'],
		['a push service before a backslash', 'https://fcm.googleapis.com\\@evil.example/x'],
		['a host before a backslash', 'https://evil.example\\.fcm.googleapis.com/x'],
		['a push service as fragment', 'https://evil.example#.fcm.googleapis.com/x'],
		['a push service as query', 'https://evil.example?.fcm.googleapis.com/x'],
		['a push service as path', 'https://evil.example/.fcm.googleapis.com/x'],
		['a longer host', 'https://fcm.googleapis.com.evil.example/x'],
		['a look-alike before the dot', 'https://evil-googleapis.com/x'],
		['a look-alike with letters in front', 'https://evilgoogleapis.com/x'],
		['a look-alike with an i', 'https://web.push.appIe.com.example/x'],
		['a sister of the push service', 'https://updates.services.mozilla.com/x'],
		['a letter that looks the same', 'https://fcm.googleаpis.com/x'],
		['a full-width dot', 'https://fcm．googleapis．com/x'],
		['another port', 'https://fcm.googleapis.com:8443/x'],
		['the own port, written out', 'https://fcm.googleapis.com:443/x'],
		['an empty port', 'https://fcm.googleapis.com:/x'],
		['a trailing dot', 'https://fcm.googleapis.com./x'],
		['a leading dot', 'https://.fcm.googleapis.com/x'],
		['two dots', 'https://fcm..googleapis.com/x'],
		['capitals, which no browser writes', 'https://FCM.googleapis.com/x'],
		['a scheme in capitals', 'HTTPS://fcm.googleapis.com/x'],
		['the loopback address', 'https://127.0.0.1/x'],
		['the loopback address as a number', 'https://2130706433/x'],
		['the loopback address of IPv6', 'https://[::1]/x'],
		['an address inside the network', 'https://192.168.0.1/x'],
		['the metadata address of clouds', 'https://169.254.169.254/latest/meta-data'],
		['localhost', 'https://localhost/x'],
		['an extra host without its port', 'https://push.test/x'],
		['an extra host with another port', 'https://localhost:8444/x'],
		['an extra host as suffix', 'https://evil.localhost:8443/x'],
		['a line break at the end', 'https://fcm.googleapis.com/x\n'],
		['a second line', 'https://fcm.googleapis.com/x\nhttps://evil.example/x'],
		['a line before', 'https://evil.example/\nhttps://fcm.googleapis.com/x'],
		['a header in the path', 'https://fcm.googleapis.com/x\r\nHost: evil.example'],
		['a blank in front', ' https://fcm.googleapis.com/x'],
		['a blank in the path', 'https://fcm.googleapis.com/x y'],
		['a tab in the host', 'https://fcm.google\tapis.com/x'],
		['a fragment, the same address twice', 'https://fcm.googleapis.com/x#1'],
		['a percent sign in the host', 'https://fcm%2egoogleapis.com/x'],
		['an umlaut in the path', 'https://fcm.googleapis.com/ä'],
	];
	test.each(refused)('refused: %s', async (_, endpoint) => {
		const before = await contentsOf(database, refusalsOnly);
		const args = { ...deviceArguments(''), endpoint };
		const wrong = { outcome: 'invalid', field: 'endpoint', reason: 'unknown' };
		expect(await send(database, 'mona', 'register_device', args)).toEqual(wrong);
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});
});

describe('register_device refuses, names the field, and nothing moved', () => {
	const point = `B${'A'.repeat(86)}`;
	const cases: [string, Arguments, { field: string; reason: string }][] = [
		['no device id', { device_id: null }, { field: 'device_id', reason: 'missing' }],
		['somebody else’s device', { device_id: idOf('annasPhone') }, { field: 'device_id', reason: 'exists' }],
		['no label', { label: null }, { field: 'label', reason: 'missing' }],
		['a label of blanks', { label: '\u00a0 \u200b' }, { field: 'label', reason: 'missing' }],
		['81 characters of label', { label: '📱'.repeat(81) }, { field: 'label', reason: 'too_long' }],
		['no platform', { platform: '' }, { field: 'platform', reason: 'missing' }],
		['41 characters of platform', { platform: 'a'.repeat(41) }, { field: 'platform', reason: 'too_long' }],
		[
			'2 001 characters of endpoint',
			{ endpoint: `https://fcm.googleapis.com/${'a'.repeat(1974)}` },
			{ field: 'endpoint', reason: 'too_long' },
		],
		['no key', { p256dh: null }, { field: 'p256dh', reason: 'unknown' }],
		['a short key', { p256dh: point.slice(1) }, { field: 'p256dh', reason: 'unknown' }],
		['a long key', { p256dh: `${point}AA` }, { field: 'p256dh', reason: 'unknown' }],
		['a key with a line break', { p256dh: `${point}\n` }, { field: 'p256dh', reason: 'unknown' }],
		['a compressed point', { p256dh: `A${point.slice(1)}` }, { field: 'p256dh', reason: 'unknown' }],
		['no secret', { auth: null }, { field: 'auth', reason: 'unknown' }],
		['a secret in plain base64', { auth: `${'a'.repeat(20)}+/` }, { field: 'auth', reason: 'unknown' }],
		['a long secret', { auth: 'a'.repeat(23) }, { field: 'auth', reason: 'unknown' }],
	];
	test.each(cases)('%s', async (_, given, wrong) => {
		const before = await contentsOf(database, refusalsOnly);
		const args = { ...deviceArguments(endpointOf('new')), ...given };
		expect(await send(database, 'mona', 'register_device', args)).toEqual({ outcome: 'invalid', ...wrong });
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});

	test('a device that was removed does not come back under its old id', async () => {
		const before = await contentsOf(database, refusalsOnly);
		const args = { ...deviceArguments(endpointOf('new')), device_id: idOf('annasOldPhone') };
		expect(await send(database, 'anna', 'register_device', args)).toEqual({
			outcome: 'invalid',
			field: 'device_id',
			reason: 'exists',
		});
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});
});

describe('a device', () => {
	test('keeps its label as text, HTML and emoji included', async () => {
		const args = { ...deviceArguments(endpointOf('helgasPc')), label: '<b>Büro</b> 📱\n2' };
		await send(database, 'helga', 'register_device', args);
		const rows = await database.as(
			'authenticated',
			idOf('helga'),
		)((sql) => sql`select label from public.devices`);
		expect(rows).toEqual([{ label: '<b>Büro</b> 📱 2' }]);
	});

	test('that registers again with a new subscription is reached there, and its bad record starts afresh', async () => {
		const device = idOf('bensPhone');
		await database.sql`update private.push_endpoints set failures_in_a_row = 7, quarantined_at = now() where device_id = ${device}`;
		const args = { ...deviceArguments(endpointOf('bensPhone-2')), device_id: device };
		expect(await send(database, 'ben', 'register_device', args)).toEqual({
			outcome: 'registered',
			device_id: device,
		});
		const rows = await database.sql`
			select endpoint, failures_in_a_row, quarantined_at from private.push_endpoints where device_id = ${device}`;
		expect(rows).toEqual([
			{ endpoint: endpointOf('bensPhone-2'), failures_in_a_row: 0, quarantined_at: null },
		]);
	});

	test('is one of at most twenty of a person', async () => {
		for (let count = 1; count <= 20; count += 1) {
			const args = deviceArguments(endpointOf(`rolf-${count}`));
			expect(await send(database, 'rolf', 'register_device', args)).toMatchObject({ outcome: 'registered' });
		}
		const before = await contentsOf(database, refusalsOnly);
		expect(await send(database, 'rolf', 'register_device', deviceArguments(endpointOf('rolf-21')))).toEqual({
			outcome: 'too_many',
		});
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});
});

describe('a phone that another person signs in on', () => {
	const phone = endpointOf('annasPhone');
	const mine = { ...deviceArguments(phone), label: 'Dienst-Handy' };

	test('becomes theirs: the old device is removed and what was queued for it goes nowhere', async () => {
		await database.sql`
			update private.deliveries set state = 'queued', sent_at = null where delivery_id = ${deliveryId('annasPhone')}`;
		expect(await send(database, 'petra', 'register_device', mine)).toMatchObject({ outcome: 'registered' });
		const rows = await database.sql`
			select v.removed_at is not null as removed, d.state,
				(select array_agg(e.device_id) from private.push_endpoints e where e.endpoint = ${phone}) as reached_as
			from public.devices v join private.deliveries d using (device_id) where v.device_id = ${idOf('annasPhone')}`;
		expect(rows).toEqual([{ removed: true, state: 'gone', reached_as: [mine.device_id] }]);
	});

	test('refuses the tickets it was sent before, and nothing moved', async () => {
		const before = await contentsOf(database);
		const ticket = deliveryId('annasPhone');
		const [row] = await database.sql`
			select private.accept_with_ticket(${ticket}) as accept, private.answer_with_ticket(${ticket}, 'later') as later,
				private.peek_with_ticket(${ticket}) as peek, private.arrive_with_ticket(${ticket}) as arrived`;
		const refused = { outcome: 'not_allowed' };
		expect(row).toEqual({ accept: refused, later: refused, peek: refused, arrived: refused });
		expect(await contentsOf(database)).toEqual(before);
	});

	test('is no longer removed by its former person', async () => {
		const before = await contentsOf(database, refusalsOnly);
		for (const device of [idOf('annasPhone'), mine.device_id, randomUUID()]) {
			expect(await send(database, 'anna', 'remove_device', { device_id: device })).toEqual({
				outcome: 'not_allowed',
			});
		}
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});

	test('belongs to one of two people who register it at the same moment, and both get an answer', async () => {
		const endpoint = endpointOf('shared');
		const answers = await Promise.all(
			(['olaf', 'mona', 'sven', 'otto'] as const).map((person) =>
				send(database, person, 'register_device', { ...deviceArguments(endpoint), label: 'Zu zweit' }),
			),
		);
		for (const answer of answers) expect(answer).toMatchObject({ outcome: 'registered' });
		const rows = await database.sql`
			select v.removed_at from private.push_endpoints e join public.devices v using (device_id) where e.endpoint = ${endpoint}`;
		expect(rows).toEqual([{ removed_at: null }]);
		const live = await database.sql`
			select 1 from public.devices where label = 'Zu zweit' and removed_at is null`;
		expect(live).toHaveLength(1);
	});

	test('does not become somebody’s by an id that another person is just using', async () => {
		const device = randomUUID();
		const people = ['olaf', 'mona'] as const;
		const answers = await Promise.all(
			people.map((person) =>
				send(database, person, 'register_device', {
					...deviceArguments(endpointOf(`${person}-same-id`)),
					device_id: device,
				}),
			),
		);
		expect(answers).toContainEqual({ outcome: 'registered', device_id: device });
		expect(answers).toContainEqual({ outcome: 'invalid', field: 'device_id', reason: 'exists' });
		const [row] = await database.sql`
			select v.profile_id, e.endpoint from public.devices v join private.push_endpoints e using (device_id) where device_id = ${device}`;
		const owner = people.find((person) => idOf(person) === row?.profile_id);
		expect(row?.endpoint).toBe(endpointOf(`${String(owner)}-same-id`));
	});
});

describe('remove_device', () => {
	test('takes away endpoint and queue at once, and leaves a stone so that tickets are refused', async () => {
		await database.sql`
			update private.deliveries set state = 'sending', leased_until = now() + interval '1 minute' where delivery_id = ${deliveryId('annasLaptop')}`;
		expect(await send(database, 'anna', 'remove_device', { device_id: idOf('annasLaptop') })).toEqual({
			outcome: 'removed',
		});
		const [row] = await database.sql`
			select v.removed_at is not null as stone, d.state, private.accept_with_ticket(d.delivery_id) as accept,
				exists (select 1 from private.push_endpoints e where e.device_id = v.device_id) as reachable
			from public.devices v join private.deliveries d using (device_id) where v.device_id = ${idOf('annasLaptop')}`;
		expect(row).toEqual({ stone: true, state: 'gone', accept: { outcome: 'not_allowed' }, reachable: false });
	});
});

describe('what a lock screen says', () => {
	async function shows(deviceId: string): Promise<boolean | undefined> {
		const [row] = await database.sql<{ shows_content: boolean }[]>`
			select shows_content from public.devices where device_id = ${deviceId}`;
		return row?.shows_content;
	}
	function register(person: string, device: Arguments & { device_id: string }): Promise<unknown> {
		return send(database, person, 'register_device', device);
	}

	test('is everything until its person chooses otherwise, on this device and no other', async () => {
		const [phone, laptop] = [deviceArguments(endpointOf('quiet')), deviceArguments(endpointOf('loud'))];
		await register('mona', phone);
		await register('mona', laptop);
		expect(await shows(phone.device_id)).toBe(true);
		const hide = { device_id: phone.device_id, shows_content: false };
		expect(await send(database, 'mona', 'set_lock_screen', hide)).toEqual({ outcome: 'saved' });
		expect([await shows(phone.device_id), await shows(laptop.device_id)]).toEqual([false, true]);
		// The check at every start registers the same device again.
		await register('mona', phone);
		expect(await shows(phone.device_id)).toBe(false);
		expect(await send(database, 'mona', 'set_lock_screen', { ...hide, shows_content: true })).toEqual({
			outcome: 'saved',
		});
		expect(await shows(phone.device_id)).toBe(true);
	});

	test('stays hidden when the browser comes back as another device, and is for somebody else to choose anew', async () => {
		const endpoint = endpointOf('forgetful');
		const first = deviceArguments(endpoint);
		await register('mona', first);
		await send(database, 'mona', 'set_lock_screen', { device_id: first.device_id, shows_content: false });
		const [again, others] = [deviceArguments(endpoint), deviceArguments(endpoint)];
		await register('mona', again);
		expect(await shows(again.device_id)).toBe(false);
		await register('olaf', others);
		expect(await shows(others.device_id)).toBe(true);
	});

	test('is not chosen by others, nor for what was removed, nor by leaving it open', async () => {
		const before = await contentsOf(database, refusalsOnly);
		for (const [person, device] of [
			['ben', idOf('annasPhone')],
			['kora', idOf('annasPhone')],
			['anna', randomUUID()],
		] as const)
			expect(
				await send(database, person, 'set_lock_screen', { device_id: device, shows_content: false }),
			).toEqual({ outcome: 'not_allowed' });
		const open = { device_id: idOf('annasLaptop'), shows_content: null };
		await expect(send(database, 'anna', 'set_lock_screen', open)).rejects.toThrow('shows_content is missing');
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
		const gone = deviceArguments(endpointOf('gone'));
		await register('mona', gone);
		await send(database, 'mona', 'remove_device', { device_id: gone.device_id });
		expect(
			await send(database, 'mona', 'set_lock_screen', { device_id: gone.device_id, shows_content: false }),
		).toEqual({ outcome: 'not_allowed' });
	});
});
