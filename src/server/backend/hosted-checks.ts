/**
 * What a hosted installation must have right before it serves anybody, each as a check of its own: a StartError with the sentence for the
 * person at the console, or nothing. A start that goes wrong here is a small matter; the same mistake found by a phone at night is not.
 */
import { createECDH, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import type { Sql } from 'postgres';
import { z } from 'zod';
import type { HostedEnv, VapidKeys } from '#env';
import { listMigrations, migrationsFolder } from './migrate.ts';
import { StartError } from './start-error.ts';

const roundTripMs = 5_000;
const answerMs = 10_000;
const clockMs = 60_000;

/** A push service refuses what was signed with the key of another pair, and then no phone rings. */
export function requireVapidPair({ publicKey, privateKey }: VapidKeys): void {
	const curve = createECDH('prime256v1');
	try {
		curve.setPrivateKey(privateKey, 'base64url');
		if (curve.getPublicKey('base64url') === publicKey) return;
	} catch {
		// Not a number on the curve: no pair either.
	}
	throw new StartError(
		'VAPID_PUBLIC_KEY und VAPID_PRIVATE_KEY gehören nicht zusammen; bitte beide aus demselben Paar nehmen.',
	);
}

/** A transaction pooler accepts LISTEN and then delivers nothing: only a round trip tells. */
export async function requireNotify(sql: Sql, limitMs = roundTripMs): Promise<void> {
	const channel = `rufkreis_start_${randomUUID().replaceAll('-', '')}`;
	const heard = Promise.withResolvers<boolean>();
	const timer = setTimeout(() => heard.resolve(false), limitMs);
	try {
		const listening = await sql.listen(channel, () => heard.resolve(true));
		await sql.notify(channel, '');
		if (!(await heard.promise)) {
			throw new StartError(
				'Über DATABASE_URL kommen keine Benachrichtigungen an; nötig ist die direkte Verbindung oder der Session-Modus (Port 5432), nicht der Transaction-Pooler.',
			);
		}
		await listening.unlisten();
	} finally {
		clearTimeout(timer);
	}
}

async function recordedMigrations(sql: Sql): Promise<Map<string, string | null>> {
	try {
		const rows = await sql<{ version: string; name: string | null }[]>`
			select version, name from supabase_migrations.schema_migrations`;
		return new Map(rows.map(({ version, name }) => [version, name]));
	} catch (error) {
		const isMissing =
			error instanceof postgres.PostgresError && ['42P01', '3F000', '42501'].includes(error.code);
		if (isMissing) return new Map();
		throw error;
	}
}

/** Every migration of this version is there, by version and name. A database that is further on is fine: migrations keep older apps alive. */
export async function requireMigrations(sql: Sql): Promise<void> {
	const recorded = await recordedMigrations(sql);
	const missing = listMigrations(migrationsFolder()).filter(
		({ version, name }) => !recorded.has(version) || (recorded.get(version) ?? name) !== name,
	);
	const [first] = missing;
	if (!first) return;
	const count = missing.length === 1 ? 'fehlt ein Schritt' : `fehlen ${missing.length} Schritte`;
	throw new StartError(
		`In der Datenbank ${count}, zuerst ${first.version}_${first.name}; bitte „npx supabase db push --db-url …“ ausführen.`,
	);
}

/** The queue, the tickets and everything a policy guards belong to the role that made them. */
export async function requireOwner(sql: Sql): Promise<void> {
	const [row] = await sql<{ role: string; owns: boolean }[]>`
		select current_user as role, pg_has_role(current_user, n.nspowner, 'usage') as owns
		from pg_catalog.pg_namespace n where n.nspname = 'private'`;
	if (row?.owns === true) return;
	throw new StartError(
		`Die Rolle ${row?.role ?? ''} aus DATABASE_URL ist nicht Eigentümerin der Tabellen; nötig ist die, mit der die Migrationen eingespielt wurden (postgres).`,
	);
}

/** Sessions, tickets and the hours of push services are told by clocks: ours and the database's must agree. */
export async function requireClock(sql: Sql, now: () => number = Date.now): Promise<void> {
	const before = now();
	const [row] = await sql<
		{ at: number }[]
	>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as at`;
	const off = (before + now()) / 2 - (row?.at ?? 0);
	if (Math.abs(off) <= clockMs) return;
	const seconds = Math.round(Math.abs(off) / 1000);
	throw new StartError(
		`Die Uhr dieses Rechners geht gegenüber der Datenbank ${seconds} Sekunden ${off > 0 ? 'vor' : 'nach'}; bitte die Zeit abgleichen (NTP).`,
	);
}

const settingsSchema = z.object({
	external: z.object({ email: z.boolean() }),
	mailer_autoconfirm: z.boolean(),
});

async function readSettings({ supabaseUrl, publishableKey }: HostedEnv): Promise<unknown> {
	let answer: Response;
	try {
		answer = await fetch(`${supabaseUrl}/auth/v1/settings`, {
			headers: { apikey: publishableKey },
			signal: AbortSignal.timeout(answerMs),
		});
	} catch (error) {
		throw new StartError(`PUBLIC_SUPABASE_URL (${supabaseUrl}) antwortet nicht.`, { cause: error });
	}
	if (answer.status === 401 || answer.status === 403) {
		throw new StartError(
			`PUBLIC_SUPABASE_PUBLISHABLE_KEY gilt nicht für ${supabaseUrl}; bitte beide aus demselben Projekt nehmen.`,
		);
	}
	return answer.ok ? await answer.json().catch(() => undefined) : undefined;
}

/** Whoever holds a session has proven an address, because codes are the only way to one: the settings of sign-in must say so. */
export async function requireSignIn(env: HostedEnv): Promise<void> {
	const settings = settingsSchema.safeParse(await readSettings(env));
	if (!settings.success) {
		throw new StartError(`Unter PUBLIC_SUPABASE_URL (${env.supabaseUrl}) antwortet kein Supabase.`);
	}
	if (settings.data.mailer_autoconfirm) {
		throw new StartError(
			'Supabase bestätigt E-Mail-Adressen ungeprüft; bitte unter Authentication „Confirm email“ einschalten.',
		);
	}
	if (!settings.data.external.email) {
		throw new StartError(
			'In Supabase ist die Anmeldung per E-Mail ausgeschaltet; bitte unter Authentication den Anbieter „Email“ einschalten.',
		);
	}
}
