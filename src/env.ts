/**
 * The only reader of environment variables. Everything is checked here once, at start: what leaves this file is
 * typed and usable, and a wrong value stops the start with one sentence for the person at the console.
 */
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

export interface VapidKeys {
	/** A `mailto:` or `https:` address that push services may contact (RFC 8292). */
	subject: string;
	/** Uncompressed P-256 point, base64url, 65 bytes. */
	publicKey: string;
	/** P-256 scalar, base64url, 32 bytes. */
	privateKey: string;
}

interface CommonEnv {
	port: number;
	host: string;
	/** What browsers see, without a trailing slash. */
	origin: string;
	/** Absolute path. */
	dataDir: string;
	/** Demo world and demo accounts; always false in hosted mode. */
	demo: boolean;
	smtpUrl: string | undefined;
	/** `host:port` of push services beyond the known ones. */
	pushExtraHosts: string[];
	/** Where the webhook of the network may lead: lower case, with a port other than 443; with an address it is called there and nowhere else. */
	webhookHosts: { host: string; address: string | undefined }[];
	metricsToken: string | undefined;
	/** Addresses and networks of proxies whose word on where a request comes from counts. */
	trustedProxies: string[];
	/** Origins besides ours whose pages may use the data API we serve: a second server in hosted mode that is pointed at this one. */
	apiOrigins: string[];
}

export interface EmbeddedEnv extends CommonEnv {
	mode: 'embedded';
}

export interface HostedEnv extends CommonEnv {
	mode: 'hosted';
	supabaseUrl: string;
	publishableKey: string;
	databaseUrl: string;
	vapid: VapidKeys;
}

export type Env = EmbeddedEnv | HostedEnv;

export type EnvOutcome = { outcome: 'ok'; env: Env } | { outcome: 'wrong'; sentence: string };

const hostedNames = [
	'PUBLIC_SUPABASE_URL',
	'PUBLIC_SUPABASE_PUBLISHABLE_KEY',
	'DATABASE_URL',
	'VAPID_PUBLIC_KEY',
	'VAPID_PRIVATE_KEY',
	'VAPID_SUBJECT',
] as const;

function isOrigin(value: string): boolean {
	const url = URL.parse(value);
	return url !== null && /^https?:$/.test(url.protocol) && url.origin === value.replace(/\/$/, '');
}

function isUrlOf(...protocols: string[]): (value: string) => boolean {
	return function isUrl(value) {
		const url = URL.parse(value);
		return (
			url !== null && protocols.includes(url.protocol) && (url.host !== '' || url.protocol === 'mailto:')
		);
	};
}

function isHostWithPort(value: string): boolean {
	const port = /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\]):(\d{1,5})$/i.exec(value)?.[1];
	return port !== undefined && Number(port) >= 1 && Number(port) <= 65535;
}

/** `name`, `name:port`, or either with `=address`. */
function splitWebhookHost(entry: string): { host: string; address: string | undefined } | undefined {
	const [host = '', address, ...rest] = entry.toLowerCase().split('=');
	const [, name, port] = /^([a-z0-9.-]{1,253})(?::(\d{1,5}))?$/.exec(host) ?? [];
	if (name === undefined || rest.length > 0 || (address !== undefined && isIP(address) === 0))
		return undefined;
	if (port !== undefined && (Number(port) < 1 || Number(port) > 65535)) return undefined;
	return { host: host.replace(/:443$/, ''), address };
}

/** An address, or a network that is not the whole world. */
function isNetwork(value: string): boolean {
	const [address = '', prefix, ...rest] = value.split('/');
	const family = isIP(address);
	if (family === 0 || rest.length > 0) return false;
	const bits = family === 6 ? 128 : 32;
	return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) >= 8 && Number(prefix) <= bits);
}

const claims = z.object({ role: z.string() });

/** Older projects have signed tokens for keys, the secret one with another role in it. */
function roleOf(key: string): string | undefined {
	try {
		const payload: unknown = JSON.parse(Buffer.from(key.split('.')[1] ?? '', 'base64url').toString());
		return claims.safeParse(payload).data?.role;
	} catch {
		return undefined;
	}
}

function splitList(value: string): string[] {
	return value
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

const variables = z.object({
	PORT: z
		.string()
		.regex(/^\d{1,5}$/, 'PORT muss eine Zahl von 1 bis 65535 sein.')
		.transform(Number)
		.refine((port) => port >= 1 && port <= 65535, 'PORT muss eine Zahl von 1 bis 65535 sein.')
		.default(3000),
	HOST: z.string().optional(),
	ORIGIN: z
		.string()
		.refine(isOrigin, 'ORIGIN muss eine Adresse ohne Pfad sein, zum Beispiel https://rufkreis.example.')
		.transform((origin) => origin.replace(/\/$/, ''))
		.optional(),
	DATA_DIR: z.string().default('.data'),
	DEMO: z.enum(['0', '1'], 'DEMO muss 0 oder 1 sein.').optional(),
	SMTP_URL: z
		.string()
		.refine(
			isUrlOf('smtp:', 'smtps:'),
			'SMTP_URL muss mit smtp:// oder smtps:// beginnen und einen Server nennen.',
		)
		.optional(),
	PUSH_EXTRA_HOSTS: z
		.string()
		.transform(splitList)
		.refine(
			(hosts) => hosts.every(isHostWithPort),
			'PUSH_EXTRA_HOSTS muss Einträge der Form name:port enthalten, durch Komma getrennt.',
		)
		.default([]),
	TRUSTED_PROXY: z
		.string()
		.transform(splitList)
		.refine(
			(networks) => networks.every(isNetwork),
			'TRUSTED_PROXY muss Adressen oder Netze enthalten, zum Beispiel 127.0.0.1 oder 172.30.71.0/24, durch Komma getrennt.',
		)
		.default([]),
	LOG: z.enum(['text', 'json'], 'LOG muss text oder json sein.').optional(),
	API_ORIGINS: z
		.string()
		.transform(splitList)
		.refine(
			(origins) => origins.every(isOrigin),
			'API_ORIGINS muss Adressen ohne Pfad enthalten, durch Komma getrennt, zum Beispiel https://app.rufkreis.example.',
		)
		.transform((origins) => origins.map((origin) => origin.replace(/\/$/, '')))
		.default([]),
	WEBHOOK_HOSTS: z
		.string()
		.transform((value) => splitList(value))
		.refine(
			(entries) => entries.every((entry) => splitWebhookHost(entry) !== undefined),
			'WEBHOOK_HOSTS muss Einträge der Form name, name:port oder name:port=Adresse enthalten, durch Komma getrennt, zum Beispiel ntfy.sh,sms.kreis.example:8443=10.1.2.3.',
		)
		.transform((entries) => entries.map(splitWebhookHost).filter((host) => host !== undefined))
		.default([]),
	METRICS_TOKEN: z.string().min(16, 'METRICS_TOKEN muss mindestens 16 Zeichen lang sein.').optional(),
	PUBLIC_SUPABASE_URL: z
		.string()
		.refine(
			isOrigin,
			'PUBLIC_SUPABASE_URL muss eine Adresse ohne Pfad sein, zum Beispiel https://projekt.supabase.co.',
		)
		.transform((origin) => origin.replace(/\/$/, ''))
		.optional(),
	PUBLIC_SUPABASE_PUBLISHABLE_KEY: z
		.string()
		.refine(
			(key) => !key.startsWith('sb_secret_'),
			'PUBLIC_SUPABASE_PUBLISHABLE_KEY enthält einen geheimen Schlüssel (sb_secret_…); nötig ist der öffentliche.',
		)
		.refine(
			(key) => roleOf(key) !== 'service_role',
			'PUBLIC_SUPABASE_PUBLISHABLE_KEY enthält den geheimen Schlüssel service_role; nötig ist der öffentliche.',
		)
		.optional(),
	DATABASE_URL: z
		.string()
		.refine(
			isUrlOf('postgres:', 'postgresql:'),
			'DATABASE_URL muss mit postgres:// oder postgresql:// beginnen und einen Server nennen.',
		)
		.optional(),
	VAPID_PUBLIC_KEY: z
		.string()
		.regex(
			/^[\w-]{87}$/,
			'VAPID_PUBLIC_KEY muss ein öffentlicher VAPID-Schlüssel sein (87 Zeichen base64url).',
		)
		.optional(),
	VAPID_PRIVATE_KEY: z
		.string()
		.regex(/^[\w-]{43}$/, 'VAPID_PRIVATE_KEY muss ein privater VAPID-Schlüssel sein (43 Zeichen base64url).')
		.optional(),
	VAPID_SUBJECT: z
		.string()
		.refine(isUrlOf('mailto:', 'https:'), 'VAPID_SUBJECT muss mit mailto: oder https:// beginnen.')
		.optional(),
});

function wrong(sentence: string) {
	return { outcome: 'wrong', sentence } as const;
}

/** Without blanks around the values; empty ones count as not set. */
function filled(source: Record<string, string | undefined>): Record<string, string | undefined> {
	return Object.fromEntries(
		Object.entries(source)
			.map(([name, value]) => [name, value?.trim()] as const)
			.filter(([, value]) => value !== undefined && value !== ''),
	);
}

/** Where the database of this installation is, for tools at the machine that need nothing else of the environment. */
export type DatabasePlace = { in: 'project'; databaseUrl: string } | { in: 'folder'; env: EmbeddedEnv };

/** As `parseEnv`, but asks only what a tool needs: DATABASE_URL, else DATA_DIR. */
export function parseDatabasePlace(
	source: Record<string, string | undefined>,
): { outcome: 'ok'; place: DatabasePlace } | { outcome: 'wrong'; sentence: string } {
	const { DATABASE_URL, DATA_DIR } = filled(source);
	if (DATABASE_URL !== undefined) {
		const parsed = variables.shape.DATABASE_URL.safeParse(DATABASE_URL);
		if (!parsed.success) return wrong(parsed.error.issues[0]?.message ?? 'DATABASE_URL ist nicht lesbar.');
		return { outcome: 'ok', place: { in: 'project', databaseUrl: DATABASE_URL } };
	}
	const parsed = parseEnv({ DATA_DIR });
	if (parsed.outcome === 'wrong') return parsed;
	if (parsed.env.mode !== 'embedded') throw new Error('without DATABASE_URL it is a folder');
	return { outcome: 'ok', place: { in: 'folder', env: parsed.env } };
}

/**
 * Reads and checks a set of environment variables; empty values count as not set. Pure but for the working
 * directory, against which a relative DATA_DIR is resolved. Never throws: a wrong value is one German sentence.
 */
export function parseEnv(source: Record<string, string | undefined>): EnvOutcome {
	const parsed = variables.safeParse(filled(source));
	if (!parsed.success)
		return wrong(parsed.error.issues[0]?.message ?? 'Die Umgebungsvariablen sind nicht lesbar.');
	const values = parsed.data;
	const missing = hostedNames.filter((name) => values[name] === undefined);
	const hosted = missing.length < hostedNames.length;
	const demo = hosted ? values.DEMO === '1' : values.DEMO !== '0';
	const common: CommonEnv = {
		port: values.PORT,
		// The demo's passwords are printed in the manual: such a server must not be reachable from outside by default.
		host: values.HOST ?? (demo ? '127.0.0.1' : '0.0.0.0'),
		origin: values.ORIGIN ?? `http://localhost:${values.PORT}`,
		dataDir: resolve(values.DATA_DIR),
		demo,
		smtpUrl: values.SMTP_URL,
		pushExtraHosts: values.PUSH_EXTRA_HOSTS,
		webhookHosts: values.WEBHOOK_HOSTS,
		metricsToken: values.METRICS_TOKEN,
		trustedProxies: values.TRUSTED_PROXY,
		apiOrigins: values.API_ORIGINS,
	};
	if (!hosted) {
		if (!demo && common.smtpUrl === undefined) {
			return wrong('DEMO=0 braucht SMTP_URL: ohne E-Mail kann sich niemand anmelden.');
		}
		return { outcome: 'ok', env: { ...common, mode: 'embedded' } };
	}
	const { PUBLIC_SUPABASE_URL: supabaseUrl, PUBLIC_SUPABASE_PUBLISHABLE_KEY: publishableKey } = values;
	const { DATABASE_URL: databaseUrl, VAPID_SUBJECT: subject } = values;
	const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = values;
	if (!supabaseUrl || !publishableKey || !databaseUrl || !subject || !publicKey || !privateKey) {
		return wrong(`Für den Betrieb mit Supabase fehlt noch: ${missing.join(', ')}.`);
	}
	if (demo) return wrong('DEMO=1 gibt es nur im eingebetteten Betrieb, nicht mit Supabase.');
	const vapid = { subject, publicKey, privateKey };
	return {
		outcome: 'ok',
		env: { ...common, mode: 'hosted', supabaseUrl, publishableKey, databaseUrl, vapid },
	};
}

/** How this process writes its log; needed before everything else is checked, because a wrong value is a line of it. */
export function readLogForm(): 'text' | 'json' {
	return variables.shape.LOG.safeParse(process.env.LOG).data ?? 'text';
}

/** The checked environment of this process. Never throws; read it once at start and pass it on. */
export function readEnv(): EnvOutcome {
	return parseEnv(process.env);
}

export interface Move {
	/** Absolute path. */
	dataDir: string;
	/** The database of the hosted project. */
	target: string;
	/** Its files, where both variables are set. */
	storage: { url: string; secretKey: string } | undefined;
}

/** What a move to a hosted project needs; `target` is its only argument. Never throws: a wrong value is one German sentence. */
export function parseMove(
	source: Record<string, string | undefined>,
	target: string | undefined,
): { outcome: 'ok'; move: Move } | { outcome: 'wrong'; sentence: string } {
	const { DATABASE_URL, DATA_DIR, PUBLIC_SUPABASE_URL, SUPABASE_SECRET_KEY } = filled(source);
	if (target === undefined) {
		return wrong('Bitte die Datenbank des neuen Projekts nennen: npm run move -- postgres://…');
	}
	if (DATABASE_URL !== undefined) {
		return wrong(
			'DATABASE_URL gehört zum Betrieb mit Supabase; für den Umzug bitte nicht setzen, sondern das Ziel dahinter schreiben.',
		);
	}
	if (!variables.shape.DATABASE_URL.safeParse(target).success) {
		return wrong('Das Ziel muss mit postgres:// oder postgresql:// beginnen und einen Server nennen.');
	}
	const url = variables.shape.PUBLIC_SUPABASE_URL.safeParse(PUBLIC_SUPABASE_URL);
	if (!url.success) return wrong(url.error.issues[0]?.message ?? 'PUBLIC_SUPABASE_URL ist nicht lesbar.');
	const storage =
		url.data === undefined || SUPABASE_SECRET_KEY === undefined
			? undefined
			: { url: url.data, secretKey: SUPABASE_SECRET_KEY };
	return { outcome: 'ok', move: { dataDir: resolve(DATA_DIR ?? '.data'), target, storage } };
}

/** The move this process is asked for. Never throws. */
export function readMove(target: string | undefined): ReturnType<typeof parseMove> {
	return parseMove(process.env, target);
}

/** Where the database of this installation is. Never throws. */
export function readDatabasePlace(): ReturnType<typeof parseDatabasePlace> {
	return parseDatabasePlace(process.env);
}
