import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptAnswer } from '#contracts/commands.ts';
import { createTestDatabase } from './harness.ts';
import type { TestDatabase } from './harness.ts';
import { makeNetwork } from '#tests/fakes/network.ts';

let database: TestDatabase;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

test('of 1 000 acceptances over 20 connections one is accepted, 999 learn by whom, none fails', async () => {
	const push = {
		host: 'push.example:8443',
		endpoint: (channel: string) => `https://push.example:8443/${channel}`,
	};
	const sql = postgres(database.url, { max: 20, onnotice: () => undefined });
	const network = await makeNetwork(sql, push, 1000);
	const requestId = await network.ask();
	const answers = await Promise.all(
		network.specialists.map(async ({ profileId }) =>
			acceptAnswer.parse(await network.command(profileId, 'accept_request', { request_id: requestId })),
		),
	);
	const winner = network.specialists[answers.findIndex(({ outcome }) => outcome === 'accepted')];
	const taken = answers.filter((answer) => answer.outcome === 'taken');
	expect(taken).toHaveLength(999);
	for (const { by } of taken) expect(by).toEqual({ name: winner?.name, municipality: 'Riesa' });
	const events =
		await sql`select actor_id from public.request_events where request_id = ${requestId} and kind = 'accepted'`;
	expect(events).toEqual([{ actor_id: winner?.profileId }]);
	await sql.end();
}, 120_000);
