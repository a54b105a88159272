import { expect, test } from 'vitest';
import { createTestDatabase } from '#tests/database/harness.ts';
import { parseEnv } from '#env';
import type { HostedEnv } from '#env';
import { openHosted } from './hosted.ts';
import { StartError } from './start-error.ts';

function hostedEnv(databaseUrl: string): HostedEnv {
	const parsed = parseEnv({
		PUBLIC_SUPABASE_URL: 'https://projekt.supabase.co',
		PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_abc',
		DATABASE_URL: databaseUrl,
		VAPID_PUBLIC_KEY: 'B'.repeat(87),
		VAPID_PRIVATE_KEY: 'k'.repeat(43),
		VAPID_SUBJECT: 'mailto:it@kreis.example',
	});
	if (parsed.outcome === 'wrong' || parsed.env.mode !== 'hosted') throw new Error('not hosted');
	return parsed.env;
}

test('a database that notifies is a backend; the API lives elsewhere', async () => {
	const database = await createTestDatabase();
	const backend = await openHosted(hostedEnv(database.url));
	expect(backend).toMatchObject({ mode: 'hosted', supabaseUrl: 'https://projekt.supabase.co' });
	expect(await backend.sql`select 1 as one`).toEqual([{ one: 1 }]);
	expect(backend.fetch(new Request('https://ruf.example/rest/v1/requests'))).toBeUndefined();
	await backend.stop();
	await database.drop();
});

test('a database that does not answer is one sentence', async () => {
	const opened = openHosted(hostedEnv('postgres://postgres:geheim@127.0.0.1:1/postgres'));
	await expect(opened).rejects.toThrow(StartError);
	await expect(opened).rejects.toThrow(/^Die Datenbank aus DATABASE_URL antwortet nicht: (?!.*geheim)/);
});
