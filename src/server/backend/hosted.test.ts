import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { parseEnv } from '#env';
import type { HostedEnv } from '#env';
import { createTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';
import { startPooler } from '#tests/fakes/pooler.ts';
import { goodSettings, rightKey, startSignInSettings } from '#tests/fakes/sign-in-settings.ts';
import { connect } from './connect.ts';
import { requireClock, requireNotify } from './hosted-checks.ts';
import { openHosted } from './hosted.ts';
import { makeKeys } from './keys.ts';
import { StartError } from './start-error.ts';

const { vapid } = makeKeys();
let database: TestDatabase;
let api: Awaited<ReturnType<typeof startSignInSettings>>;

beforeAll(async () => {
	database = await createTestDatabase();
	api = await startSignInSettings();
});

afterAll(async () => {
	await api.close();
	await database.drop();
});

function hostedEnv(changes: Record<string, string> = {}): HostedEnv {
	const parsed = parseEnv({
		PUBLIC_SUPABASE_URL: api.url,
		PUBLIC_SUPABASE_PUBLISHABLE_KEY: rightKey,
		DATABASE_URL: database.url,
		VAPID_PUBLIC_KEY: vapid.publicKey,
		VAPID_PRIVATE_KEY: vapid.privateKey,
		VAPID_SUBJECT: 'mailto:it@kreis.example',
		...changes,
	});
	if (parsed.outcome === 'wrong' || parsed.env.mode !== 'hosted') throw new Error('not hosted');
	return parsed.env;
}

async function expectRefusal(sentence: RegExp, changes: Record<string, string> = {}): Promise<void> {
	const opened = openHosted(hostedEnv(changes));
	await expect(opened).rejects.toThrow(StartError);
	await expect(opened).rejects.toThrow(sentence);
	await expect(opened).rejects.toThrow(/^[^\n]+\.$/);
}

test('a project where everything fits is a backend; the API lives elsewhere', async () => {
	const backend = await openHosted(hostedEnv());
	expect(backend).toMatchObject({ mode: 'hosted', supabaseUrl: api.url });
	expect(await backend.sql`select 1 as one`).toEqual([{ one: 1 }]);
	expect(backend.fetch(new Request('https://ruf.example/rest/v1/requests'))).toBeUndefined();
	await backend.stop();
});

test('a database that does not answer is one sentence without its password', async () => {
	const url = 'postgres://postgres:geheim@127.0.0.1:1/postgres';
	await expectRefusal(/^Die Datenbank aus DATABASE_URL antwortet nicht \((?!.*geheim)/, {
		DATABASE_URL: url,
	});
});

test('keys of two pairs', async () => {
	await expectRefusal(/^VAPID_PUBLIC_KEY und VAPID_PRIVATE_KEY gehören nicht zusammen;/, {
		VAPID_PRIVATE_KEY: makeKeys().vapid.privateKey,
	});
	// Zero is on no curve.
	await expectRefusal(/gehören nicht zusammen/, { VAPID_PRIVATE_KEY: 'A'.repeat(43) });
});

test('a transaction pooler, over which everything works but LISTEN', async () => {
	const pooler = await startPooler(database.url);
	onTestFinished(() => pooler.close());
	const sql = connect(pooler.url, 2);
	expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
	await expect(requireNotify(sql, 300)).rejects.toThrow(/nicht der Transaction-Pooler\.$/);
	await sql.end({ timeout: 0 });
	await requireNotify(database.sql, 5_000);
});

test('migrations that are missing, all of them or one, or another one under the same number', async () => {
	const { sql } = database;

	async function within(change: string, sentence: RegExp): Promise<void> {
		await sql.unsafe('create table public.kept as select * from supabase_migrations.schema_migrations');
		await sql.unsafe(change);
		await expectRefusal(sentence).finally(async () => {
			await sql.unsafe('truncate supabase_migrations.schema_migrations');
			await sql.unsafe('insert into supabase_migrations.schema_migrations select * from public.kept');
			await sql.unsafe('drop table public.kept');
		});
	}

	const table = 'supabase_migrations.schema_migrations';
	await within(
		`delete from ${table}`,
		/^In der Datenbank fehlen \d+ Schritte, zuerst 20261123000100_lock_down/,
	);
	await within(
		`delete from ${table} where version = '20261124000200'`,
		/^In der Datenbank fehlt ein Schritt, zuerst 20261124000200_create_attachments; bitte „npx supabase db push/,
	);
	await within(
		`update ${table} set name = 'something_else' where version = '20261124000300'`,
		/fehlt ein Schritt, zuerst 20261124000300_add_hand_over/,
	);
	await sql.unsafe(`insert into ${table} (version, name) values ('29990101000000', 'later')`);
	const backend = await openHosted(hostedEnv());
	await backend.stop();
	await sql.unsafe(`delete from ${table} where version = '29990101000000'`);
});

test('a database nobody has brought anything to', async () => {
	const bare = await createTestDatabase('template0');
	onTestFinished(() => bare.drop());
	await expectRefusal(/^In der Datenbank fehlen \d+ Schritte/, { DATABASE_URL: bare.url });
});

test('a role that does not own the tables', async () => {
	await database.sql`grant usage on schema supabase_migrations to anon`;
	await database.sql`grant select on supabase_migrations.schema_migrations to anon`;
	const url = new URL(database.url);
	url.searchParams.set('options', '-c role=anon');
	await expectRefusal(/^Die Rolle anon aus DATABASE_URL ist nicht Eigentümerin der Tabellen;/, {
		DATABASE_URL: url.href,
	});
});

test('a clock that is more than a minute off, either way', async () => {
	const { sql } = database;
	await requireClock(sql, () => Date.now() + 50_000);
	await expect(requireClock(sql, () => Date.now() + 90_000)).rejects.toThrow(
		/^Die Uhr dieses Rechners geht gegenüber der Datenbank (?:89|90|91) Sekunden vor;/,
	);
	await expect(requireClock(sql, () => Date.now() - 3_600_000)).rejects.toThrow(/ 36\d\d Sekunden nach;/);
});

test('an API that does not answer, is none, or does not know the key', async () => {
	await expectRefusal(/^PUBLIC_SUPABASE_URL \(http:\/\/127\.0\.0\.1:1\) antwortet nicht\.$/, {
		PUBLIC_SUPABASE_URL: 'http://127.0.0.1:1',
	});
	await expectRefusal(/^PUBLIC_SUPABASE_PUBLISHABLE_KEY gilt nicht für http:/, {
		PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_wrong',
	});
	const website = await startSignInSettings('<html>Willkommen</html>');
	onTestFinished(() => website.close());
	await expectRefusal(/^Unter PUBLIC_SUPABASE_URL \(.+\) antwortet kein Supabase\.$/, {
		PUBLIC_SUPABASE_URL: website.url,
	});
});

test.each([
	[
		'confirms addresses unseen',
		{ ...goodSettings, mailer_autoconfirm: true },
		/bestätigt E-Mail-Adressen ungeprüft;/,
	],
	['knows no e-mail', { ...goodSettings, external: { email: false } }, /Anmeldung per E-Mail ausgeschaltet;/],
])('a sign-in that %s', async (_what, settings, sentence) => {
	const other = await startSignInSettings(settings);
	onTestFinished(() => other.close());
	await expectRefusal(sentence, { PUBLIC_SUPABASE_URL: other.url });
});
