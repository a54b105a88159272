/** Screens and words of what goes wrong rarely: fetched when it does, so that no start carries them. */
import { loadArea } from '#state/language.svelte.ts';

async function loadWords(): Promise<void> {
	const { trouble } = await import('#messages/de/trouble.ts');
	await loadArea('trouble', trouble, async () => (await import('#messages/en/trouble.ts')).trouble);
}

/** Undefined where it cannot be fetched: a first visit that lost the network. Never rejects. */
async function load<Screen>(screen: Promise<{ default: Screen }>): Promise<Screen | undefined> {
	try {
		const [loaded] = await Promise.all([screen, loadWords()]);
		return loaded.default;
	} catch {
		return undefined;
	}
}

export function loadBanners() {
	return load(import('./Banners.svelte'));
}

export function loadNoStorage() {
	return load(import('./NoStorage.svelte'));
}
