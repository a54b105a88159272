/** The files of a deployment name what exists and what the server understands. Docker itself is not at hand here: building and running them is not tried. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseEnv } from '#env';
import { makeKeys } from '#server/backend/keys.ts';

const root = join(import.meta.dirname, '..', '..');

function read(name: string): string {
	return readFileSync(join(root, name), 'utf8');
}

const service = z.object({
	profiles: z.array(z.string()),
	environment: z.record(z.string(), z.string()),
	env_file: z.string().optional(),
	volumes: z.array(z.string()).default([]),
	ports: z.array(z.string()).default([]),
});
const compose = z
	.object({
		services: z.object({ pilot: service, hosted: service, caddy: service.partial({ env_file: true }) }),
		networks: z.object({
			front: z.object({ ipam: z.object({ config: z.array(z.object({ subnet: z.string() })) }) }),
		}),
		volumes: z.record(z.string(), z.unknown()),
	})
	.parse(parse(read('compose.yaml'), { merge: true }));
const { pilot, hosted, caddy } = compose.services;
const dockerfile = read('Dockerfile');
const packageJson = z
	.object({ scripts: z.record(z.string(), z.string()), dependencies: z.record(z.string(), z.string()) })
	.parse(JSON.parse(read('package.json')));
const { vapid } = makeKeys();

/** What the server gets: the file beside compose.yaml, then the service's own lines, as Compose lays them. */
function environmentOf(lines: Record<string, string>, file: Record<string, string>) {
	const host = 'ruf.example';
	const own = Object.fromEntries(
		Object.entries(lines).map(([name, value]) => [name, value.replace('${RUFKREIS_HOST:-localhost}', host)]),
	);
	const parsed = parseEnv({ RUFKREIS_HOST: host, ...file, ...own });
	if (parsed.outcome === 'wrong') throw new Error(parsed.sentence);
	return parsed.env;
}

const hostedFile = {
	PUBLIC_SUPABASE_URL: 'https://projekt.supabase.co',
	PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_abc',
	DATABASE_URL: 'postgresql://postgres:geheim@db.projekt.supabase.co:5432/postgres',
	VAPID_PUBLIC_KEY: vapid.publicKey,
	VAPID_PRIVATE_KEY: vapid.privateKey,
	VAPID_SUBJECT: 'mailto:it@kreis.example',
};

describe('compose.yaml', () => {
	const subnet = compose.networks.front.ipam.config[0]?.subnet ?? '';

	test('the pilot is an embedded installation without demo that believes its own proxy alone', () => {
		const env = environmentOf(pilot.environment, { SMTP_URL: 'smtp://mail.kreis.example' });
		expect(env).toMatchObject({
			mode: 'embedded',
			demo: false,
			host: '0.0.0.0',
			port: 3000,
			dataDir: '/data',
		});
		expect(env).toMatchObject({ origin: 'https://ruf.example', trustedProxies: [subnet] });
		expect(pilot.volumes).toContain('data:/data');
		// Neither is reachable but through the proxy.
		expect([...pilot.ports, ...hosted.ports]).toEqual([]);
	});

	test('hosted is the same server with the hosted variables', () => {
		const env = environmentOf(hosted.environment, hostedFile);
		expect(env).toMatchObject({
			mode: 'hosted',
			demo: false,
			host: '0.0.0.0',
			port: 3000,
			trustedProxies: [subnet],
		});
	});

	test('a profile starts one of the two, and the proxy with either', () => {
		expect([pilot.profiles, hosted.profiles, caddy.profiles]).toEqual([
			['pilot'],
			['hosted'],
			['pilot', 'hosted'],
		]);
		for (const volume of [...pilot.volumes, ...caddy.volumes]) {
			const [from = ''] = volume.split(':');
			if (!from.startsWith('./')) expect(Object.keys(compose.volumes)).toContain(from);
			else if (from !== './backups') expect(existsSync(join(root, from)), from).toBe(true);
		}
	});
});

test('the proxy passes on to the server, holds back nothing of the live stream and takes what the server takes', () => {
	const caddyfile = read('Caddyfile');
	expect(caddyfile).toMatch(/^\{\$RUFKREIS_HOST\} \{/m);
	expect(caddyfile).toMatch(/reverse_proxy rufkreis:3000 \{\s+flush_interval -1\s+\}/);
	expect(caddyfile).toContain('max_size 11MB');
	expect(read('src/server/start.ts')).toContain(`BODY_SIZE_LIMIT = '11M'`);
	// Believing what a client forwards is off unless somebody turns it on.
	expect(caddyfile).not.toContain('trusted_proxies');
	expect(read('compose.yaml')).toContain('aliases: [rufkreis]');
});

describe('the image', () => {
	test('copies what exists, starts what exists, and is asked a door that exists', () => {
		const copied = [...dockerfile.matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(([, names = '']) =>
			names.split(' '),
		);
		const built = [...dockerfile.matchAll(/^COPY --from=build \/app\/(\S+)/gm)].map(([, name = '']) => name);
		for (const name of [...copied, ...built.filter((folder) => folder !== 'build')])
			expect(existsSync(join(root, name)), name).toBe(true);
		expect(built).toContain('build');
		const started = /^CMD \["node", "(.+)"\]$/m.exec(dockerfile)?.[1];
		expect(packageJson.scripts.start).toBe(`node ${started ?? ''}`);
		for (const [, script = ''] of dockerfile.matchAll(/npm run (\S+)/g))
			expect(Object.keys(packageJson.scripts)).toContain(script);
		expect(dockerfile).toContain('http://127.0.0.1:3000/api/health');
		expect(existsSync(join(root, 'src/routes/api/health/+server.ts'))).toBe(true);
	});

	test('has the Node of this project, runs as nobody in particular and opens no demo to the world', () => {
		const major = packageJson.dependencies.node?.split('.')[0] ?? '';
		const stages = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
		expect(stages).toEqual([`node:${major}-bookworm-slim`, `node:${major}-bookworm-slim`]);
		expect(dockerfile.lastIndexOf('\nUSER node\n')).toBeGreaterThan(dockerfile.lastIndexOf('\nRUN '));
		expect(dockerfile).not.toMatch(/HOST=/);
	});

	test('carries no secret and no data', () => {
		const ignored = read('.dockerignore').split('\n');
		for (const name of ['.env*', '.data', '.git', 'backups', 'node_modules']) expect(ignored).toContain(name);
	});
});
