import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDatabasePlace, parseEnv, parseMove } from './env.ts';
import type { Env } from './env.ts';

const hosted = {
	PUBLIC_SUPABASE_URL: 'https://projekt.supabase.co',
	PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_abc',
	DATABASE_URL: 'postgresql://postgres:geheim@db.projekt.supabase.co:5432/postgres',
	VAPID_PUBLIC_KEY: 'B'.repeat(87),
	VAPID_PRIVATE_KEY: 'k'.repeat(43),
	VAPID_SUBJECT: 'mailto:it@kreis.example',
};

function olderKey(role: string): string {
	const [head, claims] = [{ alg: 'HS256' }, { role }].map((part) =>
		Buffer.from(JSON.stringify(part)).toString('base64url'),
	);
	return `${head}.${claims}.signature`;
}

function accepted(source: Record<string, string | undefined>): Env {
	const parsed = parseEnv(source);
	if (parsed.outcome === 'wrong') throw new Error(parsed.sentence);
	return parsed.env;
}

test('an empty environment is the demo on this machine alone', () => {
	expect(accepted({})).toEqual({
		mode: 'embedded',
		port: 3000,
		host: '127.0.0.1',
		origin: 'http://localhost:3000',
		dataDir: resolve('.data'),
		demo: true,
		smtpUrl: undefined,
		pushExtraHosts: [],
		webhookHosts: [],
		metricsToken: undefined,
		trustedProxies: [],
		apiOrigins: [],
	});
});

test.each<[string, Record<string, string>, Partial<Env>]>([
	['the origin follows the port', { PORT: '8080' }, { port: 8080, origin: 'http://localhost:8080' }],
	[
		'an origin loses its trailing slash',
		{ ORIGIN: 'https://ruf.example/' },
		{ origin: 'https://ruf.example' },
	],
	['an empty value counts as not set', { PORT: ' ', DEMO: '' }, { port: 3000, demo: true }],
	[
		'without demo the server is reachable from outside',
		{ DEMO: '0', SMTP_URL: 'smtp://mail.example:25' },
		{ demo: false, host: '0.0.0.0' },
	],
	['an address given is kept, also in the demo', { HOST: '0.0.0.0' }, { demo: true, host: '0.0.0.0' }],
	[
		'push hosts are a list',
		{ PUSH_EXTRA_HOSTS: 'localhost:9001, [::1]:9002,' },
		{ pushExtraHosts: ['localhost:9001', '[::1]:9002'] },
	],
	[
		'webhook hosts are names, with a port where it is another, and with an address where it is inside',
		{ WEBHOOK_HOSTS: 'ntfy.sh, SMS.kreis.example:8443=10.1.2.3,alt.example:443,' },
		{
			webhookHosts: [
				{ host: 'ntfy.sh', address: undefined },
				{ host: 'sms.kreis.example:8443', address: '10.1.2.3' },
				{ host: 'alt.example', address: undefined },
			],
		},
	],
	[
		'trusted proxies are a list',
		{ TRUSTED_PROXY: '127.0.0.1, 172.30.71.0/24, fd00::/8' },
		{ trustedProxies: ['127.0.0.1', '172.30.71.0/24', 'fd00::/8'] },
	],
	['a data folder becomes absolute', { DATA_DIR: 'daten' }, { dataDir: resolve('daten') }],
	[
		'the public key of an older project is a key',
		{ ...hosted, PUBLIC_SUPABASE_PUBLISHABLE_KEY: olderKey('anon') },
		{ mode: 'hosted' },
	],
	[
		'all hosted variables mean hosted, without demo',
		hosted,
		{ mode: 'hosted', demo: false, host: '0.0.0.0' },
	],
])('%s', (_fact, source, expected) => {
	expect(accepted(source)).toMatchObject(expected);
});

describe('a wrong value is one sentence that names the variable', () => {
	test.each<[string, Record<string, string>, RegExp]>([
		['port word', { PORT: 'abc' }, /^PORT /],
		['port zero', { PORT: '0' }, /^PORT /],
		['port too high', { PORT: '70000' }, /^PORT /],
		['origin with path', { ORIGIN: 'https://ruf.example/app' }, /^ORIGIN /],
		['origin without protocol', { ORIGIN: 'ruf.example' }, /^ORIGIN /],
		['demo word', { DEMO: 'ja' }, /^DEMO /],
		['no demo and no mail', { DEMO: '0' }, /^DEMO=0 braucht SMTP_URL/],
		['mail over http', { SMTP_URL: 'http://mail.example' }, /^SMTP_URL /],
		['push host without port', { PUSH_EXTRA_HOSTS: 'push.example' }, /^PUSH_EXTRA_HOSTS /],
		['push host with a path', { PUSH_EXTRA_HOSTS: 'push.example:443/x' }, /^PUSH_EXTRA_HOSTS /],
		['webhook host with a path', { WEBHOOK_HOSTS: 'ntfy.sh/topic' }, /^WEBHOOK_HOSTS /],
		['webhook host with a scheme', { WEBHOOK_HOSTS: 'https://ntfy.sh' }, /^WEBHOOK_HOSTS /],
		['webhook host at a name', { WEBHOOK_HOSTS: 'ntfy.sh=localhost' }, /^WEBHOOK_HOSTS /],
		['webhook host behind somebody', { WEBHOOK_HOSTS: 'me@ntfy.sh' }, /^WEBHOOK_HOSTS /],
		['webhook host at port 0', { WEBHOOK_HOSTS: 'ntfy.sh:0' }, /^WEBHOOK_HOSTS /],
		['a proxy by name', { TRUSTED_PROXY: 'caddy' }, /^TRUSTED_PROXY /],
		['everybody as a proxy', { TRUSTED_PROXY: '0.0.0.0/0' }, /^TRUSTED_PROXY /],
		['a network that is none', { TRUSTED_PROXY: '10.0.0.0/33' }, /^TRUSTED_PROXY /],
		['short metrics token', { METRICS_TOKEN: 'abc' }, /^METRICS_TOKEN /],
		[
			'half hosted',
			{ DATABASE_URL: hosted.DATABASE_URL },
			/fehlt noch: PUBLIC_SUPABASE_URL, PUBLIC_SUPABASE_PUBLISHABLE_KEY, VAPID_PUBLIC_KEY/,
		],
		['hosted without subject', { ...hosted, VAPID_SUBJECT: '' }, /fehlt noch: VAPID_SUBJECT\./],
		['hosted with demo', { ...hosted, DEMO: '1' }, /^DEMO=1 /],
		[
			'a secret key for everybody',
			{ ...hosted, PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_secret_x' },
			/geheimen Schlüssel/,
		],
		[
			'a secret key of an older project for everybody',
			{ ...hosted, PUBLIC_SUPABASE_PUBLISHABLE_KEY: olderKey('service_role') },
			/Schlüssel service_role/,
		],
		['database over http', { ...hosted, DATABASE_URL: 'http://db.example' }, /^DATABASE_URL /],
		['subject without scheme', { ...hosted, VAPID_SUBJECT: 'it@kreis.example' }, /^VAPID_SUBJECT /],
		['a VAPID key cut short', { ...hosted, VAPID_PUBLIC_KEY: 'B'.repeat(86) }, /^VAPID_PUBLIC_KEY /],
	])('%s', (_case, source, sentence) => {
		const parsed = parseEnv(source);
		expect(parsed).toEqual({ outcome: 'wrong', sentence: expect.stringMatching(sentence) as string });
		expect(parsed.outcome === 'wrong' && parsed.sentence).toMatch(/\.$/);
	});

	test('no sentence repeats a secret', () => {
		const parsed = parseEnv({
			...hosted,
			DATABASE_URL: 'mysql://root:hunter2@db.example',
			METRICS_TOKEN: 'hunter2',
		});
		expect(JSON.stringify(parsed)).not.toContain('hunter2');
	});
});

describe('a tool at the machine', () => {
	test('needs nothing but DATABASE_URL to find the database of a project', () => {
		const databaseUrl = hosted.DATABASE_URL;
		expect(parseDatabasePlace({ DATABASE_URL: databaseUrl })).toEqual({
			outcome: 'ok',
			place: { in: 'project', databaseUrl },
		});
	});

	test('finds a folder without the settings of the server, however it is started', () => {
		const found = parseDatabasePlace({ DATA_DIR: '/srv/rufkreis', DEMO: '0', DATABASE_URL: ' ' });
		expect(found).toMatchObject({
			outcome: 'ok',
			place: { in: 'folder', env: { dataDir: '/srv/rufkreis' } },
		});
	});

	test('says what is wrong with DATABASE_URL', () => {
		expect(parseDatabasePlace({ DATABASE_URL: 'localhost' })).toEqual({
			outcome: 'wrong',
			sentence: 'DATABASE_URL muss mit postgres:// oder postgresql:// beginnen und einen Server nennen.',
		});
	});
});

describe('a move', () => {
	const target = hosted.DATABASE_URL;

	test('knows folder, target and storage', () => {
		const given = {
			DATA_DIR: 'daten',
			PUBLIC_SUPABASE_URL: hosted.PUBLIC_SUPABASE_URL,
			SUPABASE_SECRET_KEY: 'sb_secret_x',
		};
		expect(parseMove(given, target)).toEqual({
			outcome: 'ok',
			move: {
				dataDir: resolve('daten'),
				target,
				storage: { url: hosted.PUBLIC_SUPABASE_URL, secretKey: 'sb_secret_x' },
			},
		});
		expect(parseMove({}, target)).toMatchObject({ outcome: 'ok', move: { storage: undefined } });
	});

	test.each<[string, Record<string, string>, string | undefined, RegExp]>([
		['without a target', {}, undefined, /^Bitte die Datenbank des neuen Projekts nennen/],
		['to something else', {}, 'https://projekt.supabase.co', /^Das Ziel muss mit postgres/],
		[
			'of a hosted installation',
			{ DATABASE_URL: target },
			target,
			/^DATABASE_URL gehört zum Betrieb mit Supabase/,
		],
		['with a wrong address', { PUBLIC_SUPABASE_URL: 'projekt' }, target, /^PUBLIC_SUPABASE_URL /],
	])('%s is refused', (_case, source, to, sentence) => {
		expect(parseMove(source, to)).toEqual({
			outcome: 'wrong',
			sentence: expect.stringMatching(sentence) as string,
		});
	});
});
