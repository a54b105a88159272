import { beforeEach, expect, test, vi } from 'vitest';
import { appConfig } from '#contracts/config.ts';
import { fetchConfig, readConfig } from './config.ts';

const former = config('https://alt.supabase.example');
const next = config('https://neu.supabase.example');

function config(supabaseUrl: string) {
	return {
		supabaseUrl,
		publishableKey: 'sb_publishable_x',
		vapidPublicKey: 'B'.repeat(87),
		mode: 'hosted',
		demo: false,
	};
}

let stored: Map<string, string>;
let told: string[];
let shellStatus: number;

beforeEach(() => {
	stored = new Map();
	told = [];
	shellStatus = 200;
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => stored.get(key) ?? null,
		setItem: (key: string, value: string) => void stored.set(key, value),
	});
	vi.stubGlobal('caches', {
		keys: () => Promise.resolve(['workbox-precache-v2']),
		open: () =>
			Promise.resolve({
				keys: () => Promise.resolve([new Request('https://ruf.kreis.example/shell')]),
				put: () => void told.push(`the page was renewed while ${known() ?? 'nothing'} was known`),
			}),
	});
	vi.stubGlobal('fetch', (url: string) =>
		Promise.resolve(url === '/shell' ? new Response('', { status: shellStatus }) : Response.json(next)),
	);
	return () => vi.unstubAllGlobals();
});

function known(): string | undefined {
	const text = stored.get('rufkreis.config');
	return text === undefined ? undefined : appConfig.parse(JSON.parse(text)).supabaseUrl;
}

test('an installation that moved: first the page may reach the new address, then it is remembered', async () => {
	stored.set('rufkreis.config', JSON.stringify(former));
	expect(await fetchConfig()).toEqual(next);
	expect(told).toEqual([`the page was renewed while ${former.supabaseUrl} was known`]);
	expect(known()).toBe(next.supabaseUrl);
});

test('when the page cannot be renewed the former address stays, and the next start tries again', async () => {
	stored.set('rufkreis.config', JSON.stringify(former));
	shellStatus = 503;
	await expect(fetchConfig()).rejects.toThrow('503');
	expect(known()).toBe(former.supabaseUrl);
	// Nobody waits for it: the app goes on with what is known.
	expect((await readConfig()).supabaseUrl).toBe(former.supabaseUrl);
});

test.each([
	['the very first start', undefined],
	['the same address as ever', next],
])('%s renews nothing', async (_, before) => {
	if (before !== undefined) stored.set('rufkreis.config', JSON.stringify(before));
	expect(await fetchConfig()).toEqual(next);
	expect(told).toEqual([]);
	expect(known()).toBe(next.supabaseUrl);
});
