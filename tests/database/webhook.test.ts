/** Where silence is passed on to: who may say so, which addresses are taken, and that nobody else reads them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { webhookRead } from '#contracts/webhook.ts';
import { contentsOf, refusalsOnly, send } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, idOf, personNames } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterAll(() => database.drop());

function read(person: string): Promise<unknown> {
	return database.as(
		'authenticated',
		idOf(person),
	)(async (sql) => {
		const [row] = await sql<{ answer: unknown }[]>`select public.read_webhook() as answer`;
		return row?.answer;
	});
}

async function readAsKora() {
	const answer = webhookRead.parse(await read('kora'));
	if (answer.outcome !== 'webhook') throw new Error(answer.outcome);
	return answer;
}

function set(url: string, change: { lowest_priority?: number | null; renew_secret?: boolean } = {}) {
	return send(database, 'kora', 'set_webhook', { url, lowest_priority: 1, renew_secret: false, ...change });
}

test.each([...personNames.filter((name) => name !== 'kora'), 'nobody'])(
	'address and secret are not for %s',
	async (person) => {
		expect(await read(person)).toEqual({ outcome: 'not_allowed' });
	},
);

test('they are not for a stranger', async () => {
	const asked = database.as('anon')((sql) => sql`select public.read_webhook()`);
	await expect(asked).rejects.toMatchObject({ code: '42501' });
});

const wrong: [url: string, reason: string][] = [
	['', 'missing'],
	['   ', 'missing'],
	[`https://hook.example/${'x'.repeat(500)}`, 'too_long'],
	['hook.example/topic', 'unknown'],
	['http://hook.example/topic', 'unknown'],
	['ftp://hook.example/topic', 'unknown'],
	['javascript:alert(1)', 'unknown'],
	['https://me:secret@hook.example/topic', 'unknown'],
	['https://hook.example@elsewhere.example/', 'unknown'],
	['https://hook.example\\@elsewhere.example/', 'unknown'],
	['https://hook.example#@elsewhere.example/', 'unknown'],
	['https://hook.example?@elsewhere.example/', 'unknown'],
	['https://[::1]/', 'unknown'],
	['https://hook.example/to pic', 'unknown'],
	['https://elsewhere.example/', 'not_allowed'],
	['https://hook.example.elsewhere.example/', 'not_allowed'],
	['https://hook.example:8443/', 'not_allowed'],
	['https://sms.example/', 'not_allowed'],
	['https://127.0.0.1/', 'not_allowed'],
	['https://2130706433/', 'not_allowed'],
];
test.each(wrong)('%s is refused as %s, and nothing moves', async (url, reason) => {
	const before = await contentsOf(database, refusalsOnly);
	expect(await set(url)).toEqual({ outcome: 'invalid', field: 'url', reason });
	expect(await contentsOf(database, refusalsOnly)).toEqual(before);
});

test.each([
	[null, 'missing'],
	[0, 'unknown'],
	[5, 'unknown'],
])('a lowest priority of %s is refused as %s', async (lowest_priority, reason) => {
	expect(await set('https://hook.example/x', { lowest_priority })).toEqual({
		outcome: 'invalid',
		field: 'lowest_priority',
		reason,
	});
});

describe('the secret', () => {
	test('stays when the address changes at the same host, goes with another host and when a new one is wanted', async () => {
		await set('https://hook.example/one');
		const first = (await readAsKora()).webhook;
		await set('https://HOOK.example:443/two', { lowest_priority: 3 });
		const second = (await readAsKora()).webhook;
		expect(second).toMatchObject({
			url: 'https://HOOK.example:443/two',
			lowest_priority: 3,
			is_allowed: true,
		});
		expect(second?.secret).toBe(first?.secret);
		await set('https://hook.example/two', { renew_secret: true });
		const third = (await readAsKora()).webhook;
		expect(third?.secret).not.toBe(first?.secret);
		await set('https://sms.example:8443/');
		const fourth = (await readAsKora()).webhook;
		expect(fourth?.secret).not.toBe(third?.secret);
		// The key of the specification: 24 to 64 bytes.
		expect(Buffer.from(fourth?.secret.replace(/^whsec_/, '') ?? '', 'base64')).toHaveLength(32);
	});
});

test('a host the operator no longer allows is said so', async () => {
	await set('https://sms.example:8443/');
	await database.sql`update private.settings set value = 'hook.example' where key = 'webhook_hosts'`;
	expect(await readAsKora()).toMatchObject({ hosts: ['hook.example'], webhook: { is_allowed: false } });
	await database.sql`update private.settings set value = '' where key = 'webhook_hosts'`;
	expect((await readAsKora()).hosts).toEqual([]);
	await database.sql`update private.settings set value = 'hook.example,sms.example:8443' where key = 'webhook_hosts'`;
});

test('five tests go in ten minutes, and none without a webhook', async () => {
	for (let n = 0; n < 5; n++)
		expect(await send(database, 'kora', 'try_webhook', {})).toEqual({ outcome: 'started' });
	expect(await send(database, 'kora', 'try_webhook', {})).toEqual({ outcome: 'too_many' });
	await database.sql`update private.second_deliveries set created_at = created_at - interval '10 minutes'`;
	expect(await send(database, 'kora', 'try_webhook', {})).toEqual({ outcome: 'started' });
	const { attempts } = await readAsKora();
	expect(attempts).toHaveLength(6);
	expect(attempts[0]).toMatchObject({
		cause: 'test',
		state: 'queued',
		status: null,
		error: null,
		number: null,
	});
	expect(await send(database, 'kora', 'remove_webhook', {})).toEqual({ outcome: 'removed' });
	expect(await send(database, 'kora', 'try_webhook', {})).toEqual({ outcome: 'not_there' });
	expect((await readAsKora()).webhook).toBeNull();
});
