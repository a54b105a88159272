/** What a browser is told by every answer of the built app, whoever makes it: pages, files, doors, errors. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKeys } from '#server/backend/keys.ts';
import { doorOf } from '#server/doors.ts';
import { freePort } from '#tests/free-port.ts';
import { findDoors, findPages } from '#tests/routes.ts';
import { run, temporaryFolder } from './processes.ts';
import type { Program } from './processes.ts';

const folder = temporaryFolder();
let program: Program;
let origin: string;
let key: string;

beforeAll(async () => {
	const port = await freePort();
	origin = `http://localhost:${port}`;
	program = run('src/server/start.ts', { PORT: String(port), DATA_DIR: folder.path });
	await program.printed('Beenden mit Strg+C.');
	key = openKeys(folder.path, true).publishableKey;
});
afterAll(async () => {
	program.signal('SIGTERM');
	await program.exited;
	await folder.remove();
});

const id = 'e1000000-0000-4000-8000-000000000001';

function addressOf(path: string): string {
	return path.replaceAll(/\[\w+\]/g, id);
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
	const answer = await fetch(origin + path, {
		redirect: 'manual',
		signal: AbortSignal.timeout(20_000),
		...init,
	});
	// Live streams never end by themselves.
	if (answer.headers.get('content-type')?.startsWith('text/event-stream')) await answer.body?.cancel();
	return answer;
}

function expectSafe(answer: Response, what: string): void {
	const { headers } = answer;
	const policy = headers.get('content-security-policy') ?? '';
	expect(policy, what).toContain("default-src 'none'");
	expect(policy, what).toContain("base-uri 'none'");
	expect(policy, what).toContain("frame-ancestors 'none'");
	expect(policy, what).toMatch(/style-src '(?:self|sha256-[\w+/=]+)';/);
	expect(policy, what).not.toMatch(/unsafe-(?!hashes)|\*|http:\/\/(?!localhost)/);
	expect(
		Object.fromEntries(
			[
				'x-content-type-options',
				'referrer-policy',
				'cross-origin-opener-policy',
				'cross-origin-resource-policy',
			].map((name) => [name, headers.get(name)]),
		),
		what,
	).toEqual({
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'no-referrer',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin',
	});
	expect(headers.get('permissions-policy'), what).toMatch(/camera=\(\).*geolocation=\(\)/);
	expect(headers.get('strict-transport-security'), what).toBeNull();
	expect(headers.get('cache-control'), what).toMatch(/no-store|no-cache|immutable/);
}

describe.each([...findPages().map(({ path }) => path), '/gibt-es-nicht', '/%E0%A4%A'])(
	'the page %s',
	(path) => {
		test('is safe, and its inline scripts are exactly those its policy names', async () => {
			const answer = await ask(addressOf(path), { headers: { accept: 'text/html' } });
			expectSafe(answer, path);
			const html = await answer.text();
			const inline = [
				...html.matchAll(/<script(?![^>]*(?:\ssrc=|application\/json))[^>]*>([^]*?)<\/script>/g),
			].map(([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
			const allowed = answer.headers.get('content-security-policy')?.match(/script-src ([^;]*)/)?.[1];
			for (const script of inline) expect(allowed).toContain(script);
			expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
		});
	},
);

test('a page the server draws comes whole each time: a "not modified" would bring no policy for its scripts', async () => {
	const first = await ask('/');
	const again = await ask('/', { headers: { 'if-none-match': first.headers.get('etag') ?? '*' } });
	expect([first.headers.get('etag'), again.status]).toEqual([null, 200]);
});

test('pages that are only read bring no script of the app, and the one with a form a small one', async () => {
	for (const [path, scripts] of [
		['/', []],
		['/datenschutz', []],
		['/impressum', []],
		['/transparenz', []],
		['/barrierefreiheit', ['/stay.js']],
	] as const) {
		const html = await (await ask(path)).text();
		expect(
			[...html.matchAll(/<script[^>]*src="([^"]*)"/g)].map(([, src]) => src),
			path,
		).toEqual(scripts);
		expect(html.match(/<script/g)?.length ?? 0, path).toBe(scripts.length);
		expect(html).not.toContain('modulepreload');
	}
});

test.each([
	['/', 'text/html'],
	['/datenschutz', 'text/html'],
	['/shell', 'text/html'],
	['/service-worker.js', 'text/javascript'],
])('%s comes compressed to whoever takes it so', async (path, type) => {
	const answer = await ask(path, { headers: { 'accept-encoding': 'gzip' } });
	expect(answer.headers.get('content-type')).toContain(type);
	expect(answer.headers.get('content-encoding')).toBe('gzip');
	expect(answer.headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
	expect((await answer.text()).length).toBeGreaterThan(1_000);
});

test('a page of the app does have an inline script, so the check above checks something', async () => {
	for (const path of ['/anmelden', '/shell'])
		expect(await (await ask(path)).text(), path).toMatch(/<script>/);
});

test('every file of the build is safe, and only what never changes is kept for long', async () => {
	const client = join(import.meta.dirname, '..', '..', 'build', 'client');
	const files = readdirSync(client, { recursive: true, withFileTypes: true })
		.filter((file) => file.isFile() && !/\.(?:gz|br)$/.test(file.name))
		.map((file) => join(file.parentPath, file.name).slice(client.length).replaceAll('\\', '/'));
	expect(files).toContain('/service-worker.js');
	for (const file of files) {
		const answer = await ask(file, { method: 'HEAD' });
		expect(answer.status, file).toBe(200);
		expectSafe(answer, file);
		expect(answer.headers.get('cache-control'), file).toBe(
			file.startsWith('/_app/immutable/') ? 'public,max-age=31536000,immutable' : 'no-cache',
		);
	}
});

describe.each(findDoors())('the door %s', (path) => {
	test('stands in the table of doors', () => {
		expect(doorOf(addressOf(path))).not.toBe('pages');
	});

	test.each(['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'])(
		'is safe and kept nowhere when asked by %s',
		async (method) => {
			const answer = await ask(addressOf(path), { method });
			expectSafe(answer, `${method} ${path}`);
			// What is the same for everybody may be asked for again instead.
			if (!/^\/api\/(?:config|about)/.test(path))
				expect(answer.headers.get('cache-control')).toBe('no-store');
		},
	);

	test.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
		'refuses a %s from a page of somebody else',
		async (method) => {
			const answer = await ask(addressOf(path), {
				method,
				headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
				body: '{}',
			});
			expect([answer.status, await answer.json()]).toMatchObject([403, { error: 'foreign_origin' }]);
		},
	);
});

test.each([
	['GET', '/rest/v1/profiles', 401],
	['POST', '/rest/v1/rpc/accept_request', 404],
	['GET', '/auth/v1/settings', 200],
	['POST', '/auth/v1/signup', 422],
	['GET', '/storage/v1/object/attachments/x', 400],
	['POST', `/rest/v1/rpc/x?big=${'x'.repeat(10)}`, 413],
])('the data API is safe and kept nowhere: %s %s answers %i', async (method, path, status) => {
	const answer = await ask(path, {
		method,
		headers: { apikey: key, 'content-type': 'application/json' },
		...(method === 'GET' ? {} : { body: status === 413 ? `"${'x'.repeat(70_000)}"` : '{}' }),
	});
	expect([answer.status, answer.headers.get('cache-control')]).toEqual([status, 'no-store']);
	expectSafe(answer, path);
});
