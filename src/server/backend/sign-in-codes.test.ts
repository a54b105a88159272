import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';
import { drawCode, forgetCodes, openSignInCodes } from './sign-in-codes.ts';
import type { SignInCodes } from './sign-in-codes.ts';

const anna = 'anna@coswig.example';
const minute = 60_000;
const start = Date.parse('2026-11-25T13:03:00Z');

let database: TestDatabase;
let codes: SignInCodes;
beforeAll(async () => {
	database = await createTestDatabase();
	codes = openSignInCodes(database.sql, 'a secret of this installation');
});
beforeEach(async () => {
	await database.sql`delete from private.sign_in_codes`;
	await database.sql`delete from auth.users`;
});
afterAll(() => database.drop());

async function send(code: string, now = start, address = anna): Promise<void> {
	expect(await codes.beginMail(address, now)).toEqual({ outcome: 'go' });
	await codes.keep(address, code, now);
}

async function countUsers(): Promise<number> {
	return (await database.sql`select 1 from auth.users`).length;
}

test('codes have six digits, leading zeros included, and are not guessed from one another', () => {
	const drawn = Array.from({ length: 2_000 }, drawCode);
	for (const code of drawn) expect(code).toMatch(/^\d{6}$/);
	expect(new Set(drawn).size).toBeGreaterThan(1_950);
	expect(drawn.some((code) => code.startsWith('0'))).toBe(true);
});

test('a right code is right once, makes the account, and proves its address', async () => {
	await send('012345');
	expect(await countUsers()).toBe(0);
	expect(await codes.redeem(anna, '012345', start + 10 * minute)).toMatchObject({ outcome: 'right' });
	expect(await codes.redeem(anna, '012345', start + 10 * minute)).toEqual({ outcome: 'expired' });
	const users = await database.sql`
		select email, email_confirmed_at is not null as proven, encrypted_password, (select count(*)::int from auth.identities) as identities from auth.users`;
	expect(users.map((user) => ({ ...user }))).toEqual([
		{ email: anna, proven: true, encrypted_password: null, identities: 1 },
	]);
});

test('an account that is there is kept, and stays one', async () => {
	const id = await database.addAccount(anna, 'rufkreis');
	await send('012345');
	expect(await codes.redeem(anna, '012345', start)).toMatchObject({ outcome: 'right' });
	expect((await database.sql`select id from auth.users`).map((user) => user.id as string)).toEqual([id]);
});

test('a shut account stays shut, and the code is used up', async () => {
	await database.addAccount(anna);
	await database.sql`update auth.users set banned_until = now() + interval '1 day'`;
	await send('012345');
	expect(await codes.redeem(anna, '012345', start)).toEqual({ outcome: 'banned' });
	expect(await codes.redeem(anna, '012345', start)).toEqual({ outcome: 'expired' });
});

test('it lives 15 minutes', async () => {
	await send('012345');
	expect(await codes.redeem(anna, '012345', start + 15 * minute)).toEqual({ outcome: 'expired' });
	expect(await codes.redeem(anna, '012345', start + 15 * minute - 1)).toMatchObject({ outcome: 'right' });
});

test('five wrong tries kill it, the right one with it; a new code lives', async () => {
	await send('012345');
	for (const triesLeft of [4, 3, 2, 1])
		expect(await codes.redeem(anna, '999999', start)).toEqual({ outcome: 'wrong', triesLeft });
	expect(await codes.redeem(anna, '999999', start)).toEqual({ outcome: 'dead' });
	expect(await codes.redeem(anna, '012345', start)).toEqual({ outcome: 'dead' });
	expect(await codes.redeem(anna, '012345', start + 15 * minute)).toEqual({ outcome: 'expired' });
	expect(await countUsers()).toBe(0);
	await send('543210', start + minute);
	expect(await codes.redeem(anna, '543210', start + minute)).toMatchObject({ outcome: 'right' });
});

test('the fifth try may still be the right one', async () => {
	await send('012345');
	for (let tries = 0; tries < 4; tries += 1) await codes.redeem(anna, '999999', start);
	expect(await codes.redeem(anna, '012345', start)).toMatchObject({ outcome: 'right' });
});

test('a new code replaces the old one', async () => {
	await send('012345');
	await send('543210');
	expect(await codes.redeem(anna, '012345', start)).toEqual({ outcome: 'wrong', triesLeft: 4 });
	expect(await codes.redeem(anna, '543210', start)).toMatchObject({ outcome: 'right' });
});

test('while a mail is on its way, or after one that failed, the code before it is still worth something', async () => {
	await send('012345');
	await codes.beginMail(anna, start + minute);
	await codes.takeBackMail(anna, start + minute);
	expect(await codes.redeem(anna, '012345', start + minute)).toMatchObject({ outcome: 'right' });
});

test('a code is of one address', async () => {
	await send('012345');
	await send('543210', start, 'ben@coswig.example');
	expect(await codes.redeem('ben@coswig.example', '012345', start)).toMatchObject({ outcome: 'wrong' });
	expect(await codes.redeem('nobody@coswig.example', '012345', start)).toEqual({ outcome: 'expired' });
	expect(await database.sql`select 1 from private.sign_in_codes where address like 'nobody%'`).toHaveLength(
		0,
	);
});

test('of a hundred at once with the right code one is right', async () => {
	await send('012345');
	const all = await Promise.all(Array.from({ length: 100 }, () => codes.redeem(anna, '012345', start)));
	expect(all.filter(({ outcome }) => outcome === 'right')).toHaveLength(1);
	expect(all.filter(({ outcome }) => outcome === 'expired')).toHaveLength(99);
	expect(await countUsers()).toBe(1);
});

test('of a thousand guesses at once five are counted, and none opens a code that was not among them', async () => {
	await send('000500');
	const guesses = Array.from({ length: 1_000 }, (_, index) => String(index).padStart(6, '0')).filter(
		(code) => code !== '000500',
	);
	const all = await Promise.all(guesses.map((guess) => codes.redeem(anna, guess, start)));
	expect(all.filter(({ outcome }) => outcome === 'wrong')).toHaveLength(4);
	expect(all.filter(({ outcome }) => outcome === 'dead')).toHaveLength(995);
	expect(await codes.redeem(anna, '000500', start)).toEqual({ outcome: 'dead' });
	expect(await countUsers()).toBe(0);
});

test('three mails in ten minutes, also when asked for at once, and then it says how long', async () => {
	const all = await Promise.all(Array.from({ length: 20 }, () => codes.beginMail(anna, start)));
	expect(all.filter(({ outcome }) => outcome === 'go')).toHaveLength(3);
	expect(await codes.beginMail(anna, start + 4 * minute)).toEqual({ outcome: 'too_often', seconds: 360 });
	expect(await codes.beginMail('ben@coswig.example', start)).toEqual({ outcome: 'go' });
	expect(await codes.beginMail(anna, start + 10 * minute)).toEqual({ outcome: 'go' });
});

test('a mail that reached nobody does not count', async () => {
	for (let mails = 0; mails < 5; mails += 1) {
		expect(await codes.beginMail(anna, start + mails)).toEqual({ outcome: 'go' });
		await codes.takeBackMail(anna, start + mails);
	}
});

test('what is stored tells nobody a code, not even with all digests of all codes at hand', async () => {
	await send('012345');
	await codes.beginMail('ben@coswig.example', start);
	await codes.keep('ben@coswig.example', '012345', start);
	const rows = await database.sql<{ digest: string }[]>`
		select encode(code_digest, 'hex') as digest from private.sign_in_codes`;
	expect(new Set(rows.map(({ digest }) => digest)).size).toBe(2);
	const plain = await database.sql`select 1 from private.sign_in_codes c where c::text like '%012345%'`;
	expect(plain).toEqual([]);
	// Another installation's key reads nothing: a copied table opens no door elsewhere.
	const elsewhere = openSignInCodes(database.sql, 'the secret of another one');
	expect(await elsewhere.redeem(anna, '012345', start)).toMatchObject({ outcome: 'wrong' });
});

test('an hour after the last mail nothing of an address is left', async () => {
	await send('012345');
	await send('543210', start + 30 * minute, 'ben@coswig.example');
	await forgetCodes(database.sql, start + 61 * minute);
	const rows = await database.sql`select address from private.sign_in_codes`;
	expect(rows.map(({ address }) => address as string)).toEqual(['ben@coswig.example']);
});
