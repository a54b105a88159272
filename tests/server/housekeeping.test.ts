import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHousekeeping } from '#server/housekeeping.ts';
import { createTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

test('a server that starts forgets stones and verdicts whose time is over, and nothing younger', async () => {
	const { sql } = database;
	await sql`
		insert into private.tombstones (table_name, row_id, deleted_at)
		values ('requests', gen_random_uuid(), now() - interval '188 days'), ('articles', gen_random_uuid(), now() - interval '181 days')`;
	await sql`
		insert into private.commands (command_id, profile_id, name, arguments_digest, created_at)
		values (gen_random_uuid(), gen_random_uuid(), 'old', '', now() - interval '91 days'),
			(gen_random_uuid(), gen_random_uuid(), 'young', '', now() - interval '61 days')`;
	const stop = startHousekeeping(sql);
	await expect
		.poll(() => sql`select table_name from private.tombstones`)
		.toEqual([{ table_name: 'articles' }]);
	expect(await sql`select name from private.commands`).toEqual([{ name: 'young' }]);
	stop();
});
