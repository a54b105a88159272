import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBackend } from '#tests/database/harness.ts';
import type { TestBackend } from '#tests/database/harness.ts';

let backend: TestBackend;

beforeAll(async () => {
	backend = await openTestBackend();
	const { sql } = backend;
	await sql`create table public.notes (id int primary key, author uuid not null, body text not null)`;
	await sql`alter table public.notes enable row level security`;
	await sql`grant select on public.notes to authenticated`;
	await sql`create policy "authors read their notes" on public.notes for select to authenticated using (author = (select auth.uid()))`;
});

afterAll(() => backend.stop());

test('first', async () => {
	const id = await backend.database.addAccount('x@y.example', 'geheim');
	await backend.sql`insert into public.notes values (1, ${id}, 'eins'), (2, gen_random_uuid(), 'zwei')`;
	const seen = await backend.database.as('authenticated', id)((sql) => sql`select id from public.notes`);
	expect(seen).toEqual([{ id: 1 }]);
	const answer = await backend.call('/rest/v1/municipalities?select=*', { as: id });
	expect(answer.status).toBe(200);
});
