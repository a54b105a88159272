/** What a phone has to load, read from the emitted files. Needs a build (`npm test` makes one). */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { earlyMark, earlyScripts, hurriedScreens, laterMark } from '#domain/hurried-screens.ts';
import { clientFolder, filesOfRoute, filesOfScript } from '#server/client-files.ts';

const kilobyte = 1024;

function gzipOf(files: readonly string[]): number {
	let bytes = 0;
	for (const file of files) bytes += gzipSync(readFileSync(join(clientFolder, file)), { level: 9 }).length;
	return bytes;
}

function emittedScripts(): string[] {
	return readdirSync(join(clientFolder, '_app'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.js'))
		.map((name) => join(clientFolder, '_app', name));
}

describe('what a phone loads, gzip', () => {
	test.each([
		['/(app)/(home)/anfragen', 110],
		['/(app)/(home)/hilfe', 110],
		['/(accept)/annehmen/[id]', 60],
	])('%s takes at most %i KB of JavaScript', (route, limit) => {
		expect(gzipOf(filesOfRoute(route).scripts) / kilobyte).toBeLessThanOrEqual(limit);
	});

	test('the accept page carries neither the database of the device nor the API client', () => {
		const text = filesOfRoute('/(accept)/annehmen/[id]')
			.scripts.map((file) => readFileSync(join(clientFolder, file), 'utf8'))
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

test.each(Object.entries(hurriedScreens))(
	'the shell of %s names every file its screen loads',
	(screen, route) => {
		const html = readFileSync(`build/prerendered/shell/${screen}.html`, 'utf8');
		const { scripts, styles } = filesOfRoute(route);
		expect(scripts.length + styles.length).toBeGreaterThan(10);
		for (const file of scripts) expect(html).toContain(`<link href="/${file}" rel="modulepreload">`);
		for (const file of styles) expect(html).toContain(`<link href="/${file}" rel="stylesheet">`);
		expect(readFileSync('build/client/service-worker.js', 'utf8')).toContain(`"shell/${screen}"`);
	},
);

test.each(Object.entries(earlyScripts))(
	'what draws %s before the app comes first, without database and API client, and all else waits for it',
	(screen, source) => {
		const html = readFileSync(`build/prerendered/shell/${screen}.html`, 'utf8');
		const { scripts, styles } = filesOfScript(source);
		const [ahead = '', later = ''] = html.split(`<template ${laterMark}>`);
		expect(ahead).toContain(`<script type="module" src="/${scripts.at(-1) ?? ''}" ${earlyMark}></script>`);
		for (const file of [...scripts, ...styles]) expect(ahead).toContain(`"/${file}"`);
		expect(ahead.match(/modulepreload/g)).toHaveLength(scripts.length);
		expect(later).toContain('modulepreload');
		const text = scripts.map((file) => readFileSync(join(clientFolder, file), 'utf8')).join('\n');
		expect(text).not.toMatch(/Dexie/);
		expect(text).not.toMatch(/supabase/i);
	},
);

test('the worker precaches the shell, every script of the app and no server answer', () => {
	const worker = readFileSync('build/client/service-worker.js', 'utf8');
	expect(worker).toMatch(/["']\/?shell["']/);
	const scripts = emittedScripts();
	expect(scripts.length).toBeGreaterThan(0);
	// Those loaded later, too: English, the rooms for push and the server. Without network nothing else brings them.
	for (const file of scripts) expect(worker).toContain(relative(clientFolder, file));
	expect(worker).not.toMatch(/api\/config["'],\s*revision/);
});
