/**
 * A service worker's surroundings without a browser: a screen of notifications, a disk of caches, the app's pages, and what happened to them in
 * which order. For the rules no browser here can run: iOS, where a tag does not replace, and disks that never answer.
 */
import { vi } from 'vitest';

interface Options {
	body: string;
	tag: string;
	data?: unknown;
	actions?: { action: string }[];
	silent?: boolean;
	requireInteraction?: boolean;
}
export interface OnScreen extends Options {
	title: string;
}

interface Surroundings {
	/** `hangs`: nothing asked of it is ever answered. */
	disk?: 'works' | 'hangs';
	/** `stacks`: iOS, a notification of the same tag is laid beside the old one. */
	tag?: 'replaces' | 'stacks';
	/** Answers the doors; undefined: no network. */
	door?: (path: string) => unknown;
}

/** Stubs the globals of the worker until `vi.unstubAllGlobals`. */
export function stubWorkerScope({ disk = 'works', tag = 'replaces', door }: Surroundings = {}) {
	const happened: string[] = [];
	const said: string[] = [];
	let screen: OnScreen[] = [];
	const stored = new Map<string, Map<string, string>>();

	function ask<Value>(answer: () => Value): Promise<Value> {
		return disk === 'hangs' ? new Promise(() => undefined) : Promise.resolve().then(answer);
	}

	function makeCache(name: string, entries: Map<string, string>) {
		return {
			match: (key: string) => ask(() => (entries.has(key) ? new Response(entries.get(key)) : undefined)),
			matchAll: () => ask(() => [...entries.values()].map((text) => new Response(text))),
			keys: () => ask(() => [...entries.keys()]),
			put: async (key: string, response: Response) => {
				const text = await response.text();
				await ask(() => {
					entries.delete(key);
					entries.set(key, text);
					happened.push(`keep ${name}`);
				});
			},
			delete: (key: string) =>
				ask(() => {
					const was = entries.delete(key);
					if (was) happened.push(`drop ${name}`);
					return was;
				}),
		};
	}

	function open(name: string): Map<string, string> {
		const entries = stored.get(name) ?? new Map<string, string>();
		stored.set(name, entries);
		return entries;
	}

	vi.stubGlobal('caches', {
		open: (name: string) => ask(() => makeCache(name, open(name))),
		has: (name: string) => ask(() => stored.has(name)),
		delete: (name: string) => ask(() => stored.delete(name)),
	});
	vi.stubGlobal('navigator', { onLine: door !== undefined, languages: ['de-DE'] });
	vi.stubGlobal('fetch', (path: string) => {
		happened.push(`send ${path}`);
		return door === undefined
			? Promise.reject(new TypeError('no network'))
			: Promise.resolve(Response.json(door(path)));
	});
	let badge = 0;
	const setBadge = (count: number): Promise<void> => {
		badge = count;
		return Promise.resolve();
	};
	vi.stubGlobal('self', {
		navigator: { setAppBadge: setBadge, clearAppBadge: () => setBadge(0) },
		location: { origin: 'https://ruf.example.org' },
		registration: {
			getNotifications: ({ tag: wanted }: { tag?: string } = {}) =>
				Promise.resolve(
					screen
						.filter((each) => wanted === undefined || each.tag === wanted)
						.map((each) => ({
							...each,
							close: () => {
								screen = screen.filter((other) => other !== each);
								happened.push(`close ${each.title}`);
							},
						})),
				),
			showNotification: (title: string, options: Options) => {
				if (tag === 'replaces') screen = screen.filter((each) => each.tag !== options.tag);
				screen.push({ ...options, title });
				said.push(`${title}\n${options.body}`);
				happened.push(`show ${title}`);
				return Promise.resolve();
			},
		},
		clients: {
			matchAll: () => {
				happened.push('look for pages');
				return Promise.resolve([]);
			},
			openWindow: (url: string) => {
				happened.push(`open ${url}`);
				return Promise.resolve(null);
			},
		},
	});

	return {
		happened,
		/** What lies on the screen, oldest first. */
		screen: (): readonly OnScreen[] => screen,
		/** Title and text of everything that was on the screen at some time. */
		everShown: (): readonly string[] => said,
		/** The number on the icon. */
		badge: (): number => badge,
		/** What is stored in a cache. */
		entriesOf: (name: string): string[] => [...(stored.get(name)?.values() ?? [])],
	};
}
