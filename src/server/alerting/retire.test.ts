import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';
import { deleteOutdated } from './retire.ts';

let database: TestDatabase;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

test('verdicts of commands go after 90 days and tombstones after 180, younger ones stay', async () => {
	const { sql } = database;
	await sql`
		insert into private.commands (command_id, profile_id, name, arguments_digest, created_at)
		select gen_random_uuid(), gen_random_uuid(), age || ' days', '', now() - age * interval '1 day'
		from unnest(array[0, 89, 91, 400]) age`;
	await sql`
		insert into private.tombstones (table_name, row_id, deleted_at)
		select age || ' days', gen_random_uuid(), now() - age * interval '1 day' from unnest(array[0, 179, 181, 400]) age`;
	expect(await deleteOutdated(sql)).toBe(4);
	expect(await deleteOutdated(sql)).toBe(0);
	const rows = await sql<{ kept: string }[]>`
		select 'command ' || name as kept from private.commands
		union all select 'tombstone ' || table_name from private.tombstones order by kept`;
	expect(rows.map(({ kept }) => kept)).toEqual([
		'command 0 days',
		'command 89 days',
		'tombstone 0 days',
		'tombstone 179 days',
	]);
});
