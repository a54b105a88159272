/**
 * The second channel on real PostgreSQL and by real SMTP: what becomes of an alert that no device confirms. The silence is made by setting back when
 * alerts were planned; nothing waits for minutes.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { planDueAlerts } from '#server/alerting/plan.ts';
import { openSmtp } from '#server/mail/smtp.ts';
import { openWebhookPoster } from '#server/second-channel/post-webhook.ts';
import type { WebhookPoster } from '#server/second-channel/post-webhook.ts';
import { startSecondChannel } from '#server/second-channel/second-channel.ts';
import type { SecondChannel, SecondChannelOptions } from '#server/second-channel/second-channel.ts';
import { createTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';
import { makeNetwork } from '#tests/fakes/network.ts';
import type { Network, Specialist } from '#tests/fakes/network.ts';
import { startSmtpSink } from '#tests/fakes/smtp-sink.ts';
import type { SmtpSink } from '#tests/fakes/smtp-sink.ts';
import { startWebhookReceiver } from '#tests/fakes/webhook-receiver.ts';
import type { WebhookReceiver } from '#tests/fakes/webhook-receiver.ts';
import { eventually } from './alerting-world.ts';

const origin = 'https://rufkreis.example';

const nowhere: WebhookPoster = { post: () => Promise.resolve('network'), close: () => undefined };

let database: TestDatabase;
let sink: SmtpSink;
let network: Network;
let running: SecondChannel[] = [];
let [anna, ben]: Specialist[] = [];

beforeAll(async () => {
	[database, sink] = await Promise.all([createTestDatabase(), startSmtpSink()]);
});
afterAll(async () => {
	await Promise.all([database.drop(), sink.close()]);
});
beforeEach(async () => {
	sink.mood = 'takes';
	sink.mails.length = 0;
	network = await makeNetwork(
		database.sql,
		{ host: 'push.example', endpoint: (channel) => `https://push.example/${channel}` },
		2,
	);
	[anna, ben] = network.specialists;
	for (const { profileId } of network.specialists)
		await database.sql`insert into auth.users (id, email) values (${profileId}, ${addressOf(profileId)})`;
});
afterEach(async () => {
	await Promise.all(running.map((one) => one.stop()));
	running = [];
	await database.sql`delete from private.second_looks`;
	await database.sql`delete from private.second_deliveries`;
});

function addressOf(profileId: string): string {
	return `${profileId}@riesa.example`;
}

function of(person: Specialist | undefined): Specialist {
	if (person === undefined) throw new Error('the network has two people');
	return person;
}

function start(options: Partial<SecondChannelOptions> = {}): void {
	const mailer = openSmtp({ url: sink.url, origin, limits: { connect: 2_000, silence: 400, whole: 3_000 } });
	running.push(
		startSecondChannel({
			sql: database.sql,
			mailer,
			poster: nowhere,
			origin,
			limits: { retryMs: 20, calmMs: 20 },
			...options,
		}),
	);
}

/** Somebody asks, and the alert is planned. */
async function ask(priority = 1): Promise<string> {
	const requestId = await network.ask({ priority });
	while ((await planDueAlerts(database.sql)) > 0);
	return requestId;
}

/** The alerts of a request are so many minutes old, and it is looked at. */
async function pass(requestId: string, minutes: number): Promise<void> {
	await database.sql`
		update private.deliveries set state = 'sent', created_at = created_at - ${minutes} * interval '1 minute' where request_id = ${requestId}`;
	await database.sql`
		insert into private.second_looks (request_id, alert_round) select request_id, alert_round from public.requests where request_id = ${requestId}`;
	await database.sql.notify('rufkreis_second', '');
}

async function arriveAt(person: Specialist | undefined, requestId: string): Promise<void> {
	await database.sql`
		select private.arrive_with_ticket(delivery_id) from private.deliveries where request_id = ${requestId} and profile_id = ${of(person).profileId}`;
}

interface Record {
	to: string;
	cause: string;
	state: string;
	error: string | null;
}

async function records(requestId: string): Promise<Record[]> {
	return await database.sql<Record[]>`
		select p.display_name as to, s.cause, s.state, s.last_error as error from private.second_deliveries s join public.profiles p using (profile_id)
		where s.request_id = ${requestId} order by p.display_name`;
}

/** Every look that is due has been decided, and nothing waits or is on its way. */
async function settled(requestId: string): Promise<Record[]> {
	await eventually(
		async () => {
			const [row] = await database.sql<{ open: number }[]>`
				select (select count(*) from private.second_looks where due_at <= now())::integer
					+ (select count(*) from private.second_deliveries where state in ('queued', 'sending'))::integer as open`;
			return row?.open;
		},
		(open) => open === 0,
	);
	return records(requestId);
}

/** As it is counted for whoever asked and for the cluster. */
async function reachOf(requestId: string): Promise<unknown> {
	await database.sql`select private.refresh_reach()`;
	const [row] = await database.sql<
		{ reach: unknown }[]
	>`select reach from public.request_details where request_id = ${requestId}`;
	return row?.reach;
}

/** What a person reads, decoded. */
function textOf(raw: string | undefined): string {
	const [head = '', ...body] = (raw ?? '').split('\r\n\r\n');
	const text = body.join('\r\n\r\n');
	if (/encoding: base64/i.test(head)) return Buffer.from(text, 'base64').toString();
	if (!/encoding: quoted-printable/i.test(head)) return text;
	const bytes = text
		.replaceAll('=\r\n', '')
		.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString();
}

test('silence on every device becomes one mail, with the essentials and a link that only opens', async () => {
	start();
	const requestId = await ask();
	await arriveAt(ben, requestId);
	await pass(requestId, 2);
	expect(await settled(requestId)).toEqual([]);
	await pass(requestId, 1);
	await sink.waitFor(1);
	expect(await settled(requestId)).toEqual([
		{ to: of(anna).name, cause: 'silence', state: 'sent', error: null },
	]);
	expect(sink.mails.map(({ to }) => to)).toEqual([[addressOf(of(anna).profileId)]]);
	const text = textOf(sink.mails[0]?.raw);
	for (const words of ['Bürgeramt ohne Internet', 'Priorität 1', 'Riesa', '03525 700-214'])
		expect(text).toContain(words);
	expect(text.match(/https?:\S+/g)).toEqual([`${origin}/anfragen/${requestId}`]);
	expect(text).not.toMatch(/ticket|annehmen\//);
	expect(await reachOf(requestId)).toMatchObject({ mailed: 1 });
});

test('whoever has no device hears of it at once', async () => {
	start();
	await database.sql`update public.devices set removed_at = now() where profile_id = ${of(anna).profileId}`;
	const requestId = await ask(2);
	await sink.waitFor(1);
	expect(await settled(requestId)).toEqual([
		{ to: of(anna).name, cause: 'without_device', state: 'sent', error: null },
	]);
});

test('two workers at once send one mail', async () => {
	start();
	start();
	const requestId = await ask();
	await pass(requestId, 5);
	await sink.waitFor(2);
	await pass(requestId, 5);
	expect((await settled(requestId)).map(({ state }) => state)).toEqual(['sent', 'sent']);
	expect(sink.mails).toHaveLength(2);
	expect(new Set(sink.mails.map(({ to }) => to[0])).size).toBe(2);
});

test('a replayed look sends nothing again, a new round does', async () => {
	start();
	const requestId = await ask();
	await pass(requestId, 5);
	await sink.waitFor(2);
	await database.sql`insert into private.second_looks (request_id, alert_round) values (${requestId}, 1), (${requestId}, 1), (${requestId}, 0)`;
	await pass(requestId, 5);
	await settled(requestId);
	expect(sink.mails).toHaveLength(2);
	await network.command(of(anna).profileId, 'accept_request', { request_id: requestId });
	await network.command(of(anna).profileId, 'release_request', { request_id: requestId });
	while ((await planDueAlerts(database.sql)) > 0);
	await pass(requestId, 5);
	await sink.waitFor(3);
	await settled(requestId);
	// Not to Anna: she has given it back.
	expect(sink.mails.slice(2).map(({ to }) => to)).toEqual([[addressOf(of(ben).profileId)]]);
});

test('once somebody has accepted, a mail that waits for another attempt is taken back', async () => {
	sink.mood = 'busy';
	start({ limits: { retryMs: 200, calmMs: 20 } });
	const requestId = await ask();
	await pass(requestId, 5);
	await eventually(
		() => records(requestId),
		(all) => all.length === 2 && all.every(({ error }) => error === 'not_taken'),
	);
	await network.command(of(ben).profileId, 'accept_request', { request_id: requestId });
	sink.mood = 'takes';
	expect((await settled(requestId)).map(({ state }) => state)).toEqual(['superseded', 'superseded']);
	expect(sink.mails).toEqual([]);
});

test('whoever is reached, answers, pauses or switches it off while a mail waits does not get it', async () => {
	sink.mood = 'busy';
	start({ limits: { retryMs: 200, calmMs: 20 } });
	const requestId = await ask();
	await pass(requestId, 5);
	await eventually(
		() => records(requestId),
		(all) => all.length === 2 && all.every(({ error }) => error === 'not_taken'),
	);
	await arriveAt(anna, requestId);
	await network.command(of(ben).profileId, 'set_second_channel', { second_channel: false });
	sink.mood = 'takes';
	expect((await settled(requestId)).map(({ state }) => state)).toEqual(['superseded', 'superseded']);
	expect(sink.mails).toEqual([]);
});

test('whoever begins to rest while a mail waits does not get it', async () => {
	sink.mood = 'busy';
	start({ limits: { retryMs: 200, calmMs: 20 } });
	const requestId = await ask();
	await arriveAt(ben, requestId);
	await pass(requestId, 5);
	await eventually(
		() => records(requestId),
		(all) => all.length === 1 && all.every(({ error }) => error === 'not_taken'),
	);
	await database.sql`
		insert into public.notification_settings (profile_id, quiet_hours, break_through)
		select ${of(anna).profileId}, jsonb_agg(jsonb_build_object('day', day, 'from', '00:00', 'until', '00:00')), 0 from generate_series(1, 7) day`;
	sink.mood = 'takes';
	expect((await settled(requestId)).map(({ state }) => state)).toEqual(['superseded']);
	expect(sink.mails).toEqual([]);
});

test('a mail server that is busy gets it again, one that refuses the address does not', async () => {
	sink.mood = 'busy';
	start();
	const requestId = await ask();
	await arriveAt(ben, requestId);
	await pass(requestId, 5);
	await eventually(
		() => records(requestId),
		(all) => all[0]?.error === 'not_taken',
	);
	sink.mood = 'takes';
	await sink.waitFor(1);
	expect(await settled(requestId)).toMatchObject([{ state: 'sent', error: null }]);

	sink.mood = 'refuses_address';
	const second = await ask();
	await arriveAt(ben, second);
	await pass(second, 5);
	await eventually(
		() => records(second),
		(all) => all[0]?.state === 'failed',
	);
	expect(await records(second)).toMatchObject([{ state: 'failed', error: 'refused' }]);
});

test('a mail server that falls silent after the text leaves it open, and is not asked twice', async () => {
	sink.mood = 'silent_at_text';
	start();
	const requestId = await ask();
	await arriveAt(ben, requestId);
	await pass(requestId, 5);
	await eventually(
		() => records(requestId),
		(all) => all[0]?.state === 'unsure',
	);
	expect(await settled(requestId)).toMatchObject([{ state: 'unsure' }]);
});

test('without a mail server it has failed, and says so', async () => {
	start({ mailer: undefined });
	const requestId = await ask();
	await arriveAt(ben, requestId);
	await pass(requestId, 5);
	await eventually(
		() => records(requestId),
		(all) => all[0]?.state === 'failed',
	);
	expect(await records(requestId)).toMatchObject([{ state: 'failed', error: 'no_mailer' }]);
});

test('what a worker that died had in hand is sent by another', async () => {
	const requestId = await ask();
	await database.sql`
		insert into private.second_deliveries (channel, cause, request_id, alert_round, profile_id, priority, state, attempts, leased_by, leased_until, expires_at)
		select 'mail', 'silence', request_id, alert_round, ${of(anna).profileId}, 1, 'sending', 1, 'dead', now() - interval '1 second', now() + interval '1 hour'
		from public.requests where request_id = ${requestId}`;
	start();
	await sink.waitFor(1);
	expect(await settled(requestId)).toMatchObject([{ state: 'sent' }]);
});

describe('the webhook of the network', () => {
	let receiver: WebhookReceiver;
	beforeAll(async () => {
		receiver = await startWebhookReceiver();
	});
	afterAll(() => receiver.close());
	beforeEach(async () => {
		receiver.moods.length = 0;
		receiver.messages.length = 0;
		await database.sql`
			insert into private.webhook (url, secret, lowest_priority) values (${`${receiver.url}/topic`}, 'whsec_c2VjcmV0', 2)`;
		// Mail is not what is looked at here.
		for (const { profileId } of network.specialists)
			await network.command(profileId, 'set_second_channel', { second_channel: false });
	});
	afterEach(async () => {
		await database.sql`delete from private.webhook`;
	});

	function startHooked(timeoutMs = 400): void {
		const hosts = [{ host: receiver.host, address: '127.0.0.1' }];
		start({ poster: openWebhookPoster({ hosts, ca: receiver.ca, timeoutMs }) });
	}

	/** The round began so many minutes ago, and nothing was confirmed. */
	async function passRound(requestId: string, minutes: number): Promise<void> {
		await database.sql`
			update private.alerts set opened_at = opened_at - ${minutes} * interval '1 minute' where request_id = ${requestId}`;
		await pass(requestId, minutes);
	}

	interface HookRecord {
		state: string;
		attempts: number;
		status: number | null;
		error: string | null;
	}
	async function hooks(requestId: string): Promise<HookRecord[]> {
		return await database.sql<HookRecord[]>`
			select state, attempts, last_status as status, last_error as error from private.second_deliveries
			where channel = 'webhook' and request_id = ${requestId}`;
	}
	function ended(requestId: string): Promise<HookRecord[]> {
		return eventually(
			() => hooks(requestId),
			(all) => all.length > 0 && all.every(({ state }) => state !== 'queued' && state !== 'sending'),
		);
	}

	test('is told once when no device of anybody has confirmed, with nothing of a person in it', async () => {
		startHooked();
		startHooked();
		const requestId = await ask();
		await passRound(requestId, 3);
		await receiver.waitFor(1);
		expect(await ended(requestId)).toEqual([{ state: 'sent', attempts: 1, status: 204, error: null }]);
		expect(await reachOf(requestId)).toMatchObject({ devices: 0, reported: 1 });
		await passRound(requestId, 30);
		await settled(requestId);
		expect(receiver.messages).toHaveLength(1);
		const body = receiver.messages[0]?.body ?? '';
		expect(JSON.parse(body)).toMatchObject({
			type: 'request.unheard',
			data: { priority: 1, municipality: 'Riesa', link: `${origin}/anfragen/${requestId}` },
		});
		for (const secret of ['Bürgeramt', '03525', of(anna).name, 'ticket', 'annehmen'])
			expect(body).not.toContain(secret);
	});

	test('is not told when one device has confirmed, nor of what is less urgent than the network wants', async () => {
		startHooked();
		const [heard, calm] = [await ask(), await ask(3)];
		await arriveAt(ben, heard);
		await passRound(heard, 30);
		await passRound(calm, 30);
		await settled(heard);
		await settled(calm);
		expect([...(await hooks(heard)), ...(await hooks(calm))]).toEqual([]);
		expect(receiver.messages).toEqual([]);
	});

	test('hangs, is busy and drops the line: it gets the same message again, and mails wait for none of it', async () => {
		await network.command(of(anna).profileId, 'set_second_channel', { second_channel: true });
		receiver.moods.push('hangs', 503, 'drops', 200);
		startHooked();
		const requestId = await ask();
		await passRound(requestId, 5);
		await sink.waitFor(1);
		expect(receiver.messages.length).toBeLessThanOrEqual(1);
		expect(await ended(requestId)).toEqual([{ state: 'sent', attempts: 4, status: 200, error: null }]);
		expect(new Set(receiver.messages.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
	});

	test.each([
		['redirects' as const, 302, 'redirects'],
		[401 as const, 401, 'refused'],
	])('%s is an end, and said so', async (mood, status, error) => {
		receiver.moods.push(mood);
		startHooked();
		const requestId = await ask();
		await passRound(requestId, 5);
		expect(await ended(requestId)).toEqual([{ state: 'failed', attempts: 1, status, error }]);
		expect(receiver.messages.map(({ path }) => path)).toEqual(['/topic']);
	});

	test('is told nothing any more once somebody has accepted while it was busy', async () => {
		receiver.moods.push(503, 503, 503, 503, 503, 503, 503, 503);
		startHooked();
		const requestId = await ask();
		await passRound(requestId, 5);
		await receiver.waitFor(1);
		await network.command(of(ben).profileId, 'accept_request', { request_id: requestId });
		expect(await ended(requestId)).toMatchObject([{ state: 'superseded' }]);
	});

	test('a test says that it is one, and is not tried again', async () => {
		receiver.moods.push(503);
		await database.sql`
			insert into private.second_deliveries (channel, cause, priority, expires_at)
			values ('webhook', 'test', 1, now() + interval '1 minute'), ('webhook', 'test', 1, now() + interval '1 minute')`;
		startHooked();
		await receiver.waitFor(2);
		const rows = await eventually(
			() => database.sql<HookRecord[]>`
				select state, attempts, last_status as status, last_error as error from private.second_deliveries where cause = 'test' order by state`,
			(all) => all.every(({ state }) => state !== 'queued' && state !== 'sending'),
		);
		expect([...rows]).toEqual([
			{ state: 'failed', attempts: 1, status: 503, error: 'busy' },
			{ state: 'sent', attempts: 1, status: 204, error: null },
		]);
		expect(receiver.messages.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual([
			'test',
			'test',
		]);
	});

	test('without one, or with a host that is not allowed any more, nothing leaves', async () => {
		start({ poster: openWebhookPoster({ hosts: [] }) });
		const forbidden = await ask();
		await passRound(forbidden, 5);
		expect(await ended(forbidden)).toEqual([
			{ state: 'failed', attempts: 1, status: null, error: 'not_allowed' },
		]);
		await database.sql`delete from private.webhook`;
		const none = await ask();
		await passRound(none, 5);
		await settled(none);
		expect(await hooks(none)).toEqual([]);
		expect(receiver.messages).toEqual([]);
	});
});
