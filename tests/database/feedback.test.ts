import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { feedbackAnswer } from '#contracts/feedback.ts';
import { contentsOf, refusalsOnly, send } from './acting.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { buildWorld, idOf, personNames } from './world.ts';

let database: TestDatabase;
const old = randomUUID();
const young = randomUUID();

beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
	await database.sql`
		insert into private.feedback (feedback_id, message, contact, language, created_at)
		values (${old}, 'Zu klein', '', 'de', now() - interval '181 days'), (${young}, 'Too dark', 'a@b.example', 'en', now() - interval '179 days')`;
});
afterAll(() => database.drop());

function read(person: string): Promise<unknown> {
	return database.as(
		'authenticated',
		idOf(person),
	)(async (sql) => {
		const [row] = await sql<{ answer: unknown }[]>`select public.read_feedback() as answer`;
		return row?.answer;
	});
}

describe('what people wrote about barriers', () => {
	test.each([...personNames.filter((name) => name !== 'kora'), 'nobody'])('is not for %s', async (person) => {
		expect(await read(person)).toEqual({ outcome: 'not_allowed' });
	});

	test('is not for a stranger', async () => {
		const asked = database.as('anon')((sql) => sql`select public.read_feedback()`);
		await expect(asked).rejects.toMatchObject({ code: '42501' });
	});

	test('is read by coordination, newest first', async () => {
		const answer = feedbackAnswer.parse(await read('kora'));
		if (answer.outcome !== 'listed') throw new Error(answer.outcome);
		expect(answer.feedback.map(({ message }) => message)).toEqual(['Too dark', 'Zu klein']);
	});

	test('goes by the hand of coordination alone', async () => {
		const before = await contentsOf(database, refusalsOnly);
		expect(await send(database, 'anna', 'delete_feedback', { feedback_id: young })).toEqual({
			outcome: 'not_allowed',
		});
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
		const [kept] = await database.sql`
			insert into private.feedback (message, contact, language) values ('Erledigt', '', 'de') returning feedback_id`;
		const feedback_id = String(kept?.feedback_id);
		expect(await send(database, 'kora', 'delete_feedback', { feedback_id })).toEqual({ outcome: 'deleted' });
		expect(await contentsOf(database, refusalsOnly)).toEqual(before);
	});

	test('goes after 180 days, and nothing else moves; no client can let go of it', async () => {
		for (const role of ['anon', 'authenticated', 'service_role'] as const) {
			const asked = database.as(role, idOf('kora'))((sql) => sql`select private.forget_old_feedback()`);
			await expect(asked, role).rejects.toMatchObject({ code: '42501' });
		}
		const before = await contentsOf(database, ['private.feedback']);
		await database.sql`select private.forget_old_feedback()`;
		const left = await database.sql`select feedback_id from private.feedback`;
		expect(left.map((row) => String(row.feedback_id))).toEqual([young]);
		expect(await contentsOf(database, ['private.feedback'])).toEqual(before);
	});
});
