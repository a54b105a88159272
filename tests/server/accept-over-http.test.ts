import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptAnswer } from '#contracts/commands.ts';
import { startApp } from '#tests/e2e/app.ts';
import type { RunningApp } from '#tests/e2e/app.ts';

const printer = 'e1000000-0000-4000-8000-000000000001';
let app: RunningApp;

beforeAll(async () => {
	app = await startApp();
});
afterAll(async () => {
	await app.close();
});

test('300 specialists accept over HTTP at once: one has it, 299 learn by name who, nobody meets an error', async () => {
	const people = Array.from({ length: 300 }, (_, index) => ({ id: randomUUID(), name: `Person ${index}` }));
	const ids = people.map(({ id }) => id);
	await app.sql.begin(async (sql) => {
		await sql`
			insert into public.profiles (profile_id, display_name, municipality_id, status)
			select p.id, p.name, (select municipality_id from public.municipalities where slug = 'coswig'), 'active'
			from unnest(${ids}::uuid[], ${people.map(({ name }) => name)}::text[]) as p (id, name)`;
		await sql`insert into public.roles (profile_id, role) select unnest(${ids}::uuid[]), 'specialist'`;
		await sql`
			insert into public.cluster_members (cluster_id, profile_id)
			select r.cluster_id, p.id from public.requests r, unnest(${ids}::uuid[]) as p (id) where r.request_id = ${printer}`;
	});

	const answers = await Promise.all(
		ids.map(async (id) => {
			const response = await fetch(`${app.origin}/rest/v1/rpc/accept_request`, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					apikey: app.publishableKey,
					authorization: `Bearer ${app.tokenOf(id)}`,
				},
				body: JSON.stringify({ command_id: randomUUID(), request_id: printer }),
			});
			expect(response.status).toBe(200);
			return { id, answer: acceptAnswer.parse(await response.json()) };
		}),
	);

	const winners = answers.filter(({ answer }) => answer.outcome === 'accepted');
	expect(winners).toHaveLength(1);
	const winner = people.find(({ id }) => id === winners[0]?.id);
	const by = { name: winner?.name, municipality: 'Coswig' };
	const losers = answers.filter(({ answer }) => answer.outcome === 'taken');
	expect(losers).toHaveLength(299);
	for (const { answer } of losers) expect(answer).toEqual({ outcome: 'taken', by });
	const [request] =
		await app.sql`select status, accepted_by from public.requests where request_id = ${printer}`;
	expect(request).toEqual({ status: 'accepted', accepted_by: winner?.id });
});
