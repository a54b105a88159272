import { type About, about } from '#contracts/about.ts';

/** Public facts, kept from the last start of the app for when the server cannot be asked. */
const cacheName = 'rufkreis-about';
const door = '/api/about';
/** Milliseconds. With a copy on the device nobody waits long for a newer one. */
const patience = { withCopy: 800, without: 4_000 };

/**
 * Who runs this installation and who takes part, for the load function of a public page, on the server and in the browser. Undefined when
 * the server does not say and this device has never heard it. Never throws.
 */
export async function loadAbout(fetch: typeof globalThis.fetch): Promise<About | undefined> {
	if (!('caches' in globalThis)) return askAbout(fetch);
	const kept = await readKept();
	const late = Promise.withResolvers<undefined>();
	const timer = setTimeout(late.resolve, kept === undefined ? patience.without : patience.withCopy);
	const fresh = await Promise.race([askAbout(fetch), late.promise]);
	clearTimeout(timer);
	if (fresh === undefined) return kept;
	await keep(fresh);
	return fresh;
}

/** As the server says it now; undefined when it does not. Never throws. */
export async function askAbout(fetch: typeof globalThis.fetch): Promise<About | undefined> {
	try {
		const response = await fetch(door);
		return response.ok ? about.safeParse(await response.json()).data : undefined;
	} catch {
		return undefined;
	}
}

async function readKept(): Promise<About | undefined> {
	try {
		if (!(await caches.has(cacheName))) return undefined;
		const entry = await (await caches.open(cacheName)).match(door);
		return about.safeParse(await entry?.json()).data;
	} catch {
		return undefined;
	}
}

async function keep(fresh: About): Promise<void> {
	try {
		await (await caches.open(cacheName)).put(door, Response.json(fresh));
	} catch {
		// Full or forbidden: the next visit asks the server again.
	}
}
