/** What a phone has to load, read from the emitted files. Needs a build (`npm test` makes one). */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const client = '.svelte-kit/output/client';
const generated = '.svelte-kit/generated/client-optimized';
const kilobyte = 1024;

const manifest = z
	.record(
		z.string(),
		z.object({
			file: z.string(),
			imports: z.array(z.string()).optional(),
			css: z.array(z.string()).optional(),
		}),
	)
	.parse(JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8')));

/** Node numbers a route needs, from Kit's own dictionary: `"/route": [leaf, [layouts]]`; a leaf with server load is written as its complement. */
function nodesOf(route: string): number[] {
	const dictionary = readFileSync(join(generated, 'app.js'), 'utf8');
	const line = dictionary.split('\n').find((text) => text.trim().startsWith(`${JSON.stringify(route)}:`));
	if (line === undefined) throw new Error(`no route ${route}`);
	const numbers = [...line.slice(line.indexOf(':')).matchAll(/~?\d+/g)].map(([text]) =>
		text.startsWith('~') ? ~~Number(text.slice(1)) : Number(text),
	);
	// Root layout and error page are loaded at every start.
	return [0, 1, ...numbers];
}

/** Every file that must be there before the entries run: the entries and all they import statically. */
function filesOf(entries: string[]): Set<string> {
	const seen = new Set<string>();
	const files = new Set<string>();
	function visit(key: string): void {
		if (seen.has(key)) return;
		seen.add(key);
		const chunk = manifest[key];
		if (chunk === undefined) throw new Error(`the manifest does not know ${key}`);
		files.add(chunk.file);
		for (const imported of chunk.imports ?? []) visit(imported);
	}
	for (const entry of entries) visit(entry);
	return files;
}

function entry(ending: string): string {
	const key = Object.keys(manifest).find((name) => name.endsWith(ending));
	if (key === undefined) throw new Error(`the manifest has no ${ending}`);
	return key;
}

function filesOfRoute(route: string): Set<string> {
	const nodes = nodesOf(route).map((number) => `${generated}/nodes/${number}.js`);
	return filesOf([entry('client/entry.js'), `${generated}/app.js`, ...nodes]);
}

function gzipOf(files: Iterable<string>): number {
	let bytes = 0;
	for (const file of files)
		if (file.endsWith('.js')) bytes += gzipSync(readFileSync(join(client, file)), { level: 9 }).length;
	return bytes;
}

function emittedScripts(): string[] {
	return readdirSync(join(client, '_app'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.js'))
		.map((name) => join(client, '_app', name));
}

describe('what a phone loads, gzip', () => {
	test.each([
		['/(app)/(home)/anfragen', 110],
		['/(app)/(home)/hilfe', 110],
		['/(accept)/annehmen/[id]', 60],
	])('%s takes at most %i KB of JavaScript', (route, limit) => {
		expect(gzipOf(filesOfRoute(route)) / kilobyte).toBeLessThanOrEqual(limit);
	});

	test('the accept page carries neither the database of the device nor the API client', () => {
		const text = [...filesOfRoute('/(accept)/annehmen/[id]')]
			.map((file) => readFileSync(join(client, file), 'utf8'))
			.join('\n');
		expect(text).not.toMatch(/Dexie/);
		expect(text).not.toMatch(/supabase/i);
	});

	test('the worker takes at most 50 KB', () => {
		expect(
			gzipSync(readFileSync('build/client/service-worker.js'), { level: 9 }).length / kilobyte,
		).toBeLessThanOrEqual(50);
	});
});

test('no server code reaches the client', () => {
	const marks = [
		/private\.deliveries/,
		/["'`]node:/,
		/ticket_secret/,
		/postgres:\/\//,
		/jwtSecret/,
		/DATABASE_URL/,
	];
	for (const file of [...emittedScripts(), 'build/client/service-worker.js']) {
		const text = readFileSync(file, 'utf8');
		for (const mark of marks) expect(text, file).not.toMatch(mark);
	}
});

test('the worker precaches the shell, every script of the app and no server answer', () => {
	const worker = readFileSync('build/client/service-worker.js', 'utf8');
	expect(worker).toMatch(/["']\/?shell["']/);
	const scripts = emittedScripts();
	expect(scripts.length).toBeGreaterThan(0);
	// Those loaded later, too: English, the rooms for push and the server. Without network nothing else brings them.
	for (const file of scripts) expect(worker).toContain(relative(client, file));
	expect(worker).not.toMatch(/api\/config["'],\s*revision/);
});
