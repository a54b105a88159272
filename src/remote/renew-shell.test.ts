import { beforeEach, expect, test, vi } from 'vitest';
import { renewShell } from './renew-shell.ts';

const origin = 'https://ruf.kreis.example';
const shell = `${origin}/shell?__WB_REVISION__=abc`;
const named = `${origin}/shell/anfragen?__WB_REVISION__=def`;
const script = `${origin}/_app/immutable/entry/start.js`;

/** What a browser has of it, as far as this needs: by cache, by address, the text. */
let kept: Map<string, Map<string, string>>;
let asked: { url: string; cache: RequestCache | undefined }[];
let answer: () => Response;

beforeEach(() => {
	kept = new Map([
		[
			'workbox-precache-v2',
			new Map([
				[shell, 'policy of the former address'],
				[named, 'policy of the former address'],
				[script, 'script'],
			]),
		],
		['rufkreis-about', new Map([[`${origin}/api/about`, 'about']])],
	]);
	asked = [];
	answer = () => new Response('policy of the new address');
	vi.stubGlobal('caches', {
		keys: () => Promise.resolve([...kept.keys()]),
		open: (name: string) =>
			Promise.resolve({
				keys: () => Promise.resolve([...(kept.get(name)?.keys() ?? [])].map((url) => new Request(url))),
				put: async (request: Request, response: Response) =>
					void kept.get(name)?.set(request.url, await response.text()),
			}),
	});
	vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
		asked.push({ url, cache: init?.cache });
		return Promise.resolve(answer());
	});
	return () => vi.unstubAllGlobals();
});

test('the kept pages of the app are fetched anew, past every cache, under the names they were kept by; nothing else is', async () => {
	await renewShell();
	expect(asked).toEqual([
		{ url: '/shell', cache: 'reload' },
		{ url: '/shell/anfragen', cache: 'reload' },
	]);
	expect(Object.fromEntries(kept.get('workbox-precache-v2') ?? [])).toEqual({
		[shell]: 'policy of the new address',
		[named]: 'policy of the new address',
		[script]: 'script',
	});
	expect(kept.get('rufkreis-about')?.size).toBe(1);
});

test.each([500, 404, 502])(
	'with the answer %i the old page stays, and whoever asked is told',
	async (status) => {
		answer = () => new Response('Fehler', { status });
		await expect(renewShell()).rejects.toThrow(String(status));
		expect(kept.get('workbox-precache-v2')?.get(shell)).toBe('policy of the former address');
	},
);

test('without a network the old page stays, and whoever asked is told', async () => {
	answer = () => {
		throw new TypeError('Failed to fetch');
	};
	await expect(renewShell()).rejects.toThrow('Failed to fetch');
	expect(kept.get('workbox-precache-v2')?.get(shell)).toBe('policy of the former address');
});

test('a device that keeps no page has none to renew', async () => {
	for (const page of [shell, named]) kept.get('workbox-precache-v2')?.delete(page);
	await renewShell();
	expect(asked).toEqual([]);
	// Nor has a browser without such a store, which Node here is.
	vi.unstubAllGlobals();
	await expect(renewShell()).resolves.toBeUndefined();
});
