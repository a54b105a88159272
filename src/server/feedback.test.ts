import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { countAttempts } from '#server/attempts.ts';
import { createTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';
import { feedbackRate, takeFeedback } from './feedback.ts';
import type { FeedbackDoor, FeedbackOutcome } from './feedback.ts';

const origin = 'https://rufkreis.example';
const written = { message: 'Die Schrift ist zu klein.', contact: 'a@b.example', website: '' };

let database: TestDatabase;
let door: FeedbackDoor;
let now = 0;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	await database.sql`delete from private.feedback`;
	const { perAddress, ofAll, windowMs } = feedbackRate;
	door = {
		sql: database.sql,
		origin,
		address: '10.0.0.1',
		language: 'de',
		limit: countAttempts(perAddress, windowMs, () => now),
		limitOfAll: countAttempts(ofAll, windowMs, () => now),
	};
});

function post(body: BodyInit, headers: Record<string, string> = {}): Request {
	return new Request(`${origin}/barrierefreiheit`, {
		method: 'POST',
		headers: { origin, 'content-type': 'application/x-www-form-urlencoded', ...headers },
		body,
	});
}

function send(fields: Record<string, string>, headers?: Record<string, string>): Promise<FeedbackOutcome> {
	return takeFeedback(post(new URLSearchParams(fields), headers), door);
}

function kept(): Promise<object[]> {
	return database.sql<object[]>`select message, contact, language from private.feedback`;
}

test('a form of our page is kept, with nothing about who sent it', async () => {
	expect(await send(written)).toEqual({ outcome: 'kept' });
	expect(await kept()).toEqual([{ message: written.message, contact: written.contact, language: 'de' }]);
});

describe('nothing is kept of', () => {
	test.each([
		['a foreign page', { origin: 'https://elsewhere.example' }],
		['a page that hides where it is', { origin: 'null' }],
		['another port', { origin: `${origin}:8443` }],
		['a page of our site that is not ours', { 'sec-fetch-site': 'same-site' }],
		['a foreign page that lies about its origin', { 'sec-fetch-site': 'cross-site' }],
	])('%s', async (_fact, headers) => {
		expect(await send(written, headers)).toEqual({ outcome: 'wrong_origin' });
		expect(await kept()).toEqual([]);
	});

	test('a request without an origin', async () => {
		const request = post(new URLSearchParams(written));
		request.headers.delete('origin');
		expect(await takeFeedback(request, door)).toEqual({ outcome: 'wrong_origin' });
		expect(await kept()).toEqual([]);
	});

	test.each([
		['JSON', JSON.stringify(written), 'application/json'],
		['a file', 'x', 'multipart/form-data; boundary=x'],
		['plain text', 'message=a', 'text/plain'],
		['a form without a message', 'contact=a&website=', 'application/x-www-form-urlencoded'],
		[
			'a form of 65 KB',
			new URLSearchParams({ ...written, message: 'x'.repeat(65 * 1024) }).toString(),
			'application/x-www-form-urlencoded',
		],
	])('%s', async (_fact, body, type) => {
		expect(await takeFeedback(post(body, { 'content-type': type }), door)).toEqual({ outcome: 'malformed' });
		expect(await kept()).toEqual([]);
	});

	test('an empty message: what was typed comes back', async () => {
		expect(await send({ ...written, message: ' ' })).toEqual({
			outcome: 'invalid',
			problems: { message: 'missing' },
			typed: { message: ' ', contact: written.contact },
		});
		expect(await kept()).toEqual([]);
	});

	test('a program that fills in what people do not see, which is not told', async () => {
		expect(await send({ ...written, website: 'https://spam.example' })).toEqual({ outcome: 'kept' });
		expect(await kept()).toEqual([]);
	});
});

test('what looks like code or SQL is kept as the words it is', async () => {
	const message = `<script>alert(1)</script>'); drop table private.feedback; --\u0000`;
	await send({ ...written, message });
	expect(await kept()).toMatchObject([{ message: message.slice(0, -1) }]);
});

test('five from one address, then the words come back; another address and a later hour are free', async () => {
	for (let turn = 0; turn < feedbackRate.perAddress; turn += 1)
		expect(await send(written)).toEqual({ outcome: 'kept' });
	const typed = { message: written.message, contact: written.contact };
	expect(await send(written)).toEqual({ outcome: 'too_many', typed });
	door.address = '10.0.0.2';
	expect(await send(written)).toEqual({ outcome: 'kept' });
	door.address = '10.0.0.1';
	now += feedbackRate.windowMs + 1;
	expect(await send(written)).toEqual({ outcome: 'kept' });
	expect(await kept()).toHaveLength(7);
});

test('a hundred in ten minutes from anywhere are all that is kept', async () => {
	door.limitOfAll = countAttempts(2, feedbackRate.windowMs, () => now);
	const outcomes: string[] = [];
	for (const address of ['a', 'b', 'c'])
		outcomes.push((await takeFeedback(post(new URLSearchParams(written)), { ...door, address })).outcome);
	expect(outcomes).toEqual(['kept', 'kept', 'too_many']);
});

test('a database that is away gives the words back', async () => {
	const away = Object.assign(new Error('gone'), { code: 'CONNECTION_ENDED' });
	// Only called here, as a tagged template.
	door.sql = (() => Promise.reject(away)) as unknown as typeof door.sql;
	expect(await send(written)).toMatchObject({ outcome: 'unavailable', typed: { message: written.message } });
});
