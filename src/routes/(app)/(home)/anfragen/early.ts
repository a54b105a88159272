/*
 * The list drawn before the app is there, from what the app has left for it (state/early-inbox.ts): a phone in a cellar shows it in a third of
 * the time. Once the app has drawn the same list beneath, this one goes; what was pressed or focused meanwhile is handed over.
 */
import '#ui/tokens.css';
import '#ui/base.css';
import { mount, unmount } from 'svelte';
import { requests as german } from '#messages/de/requests.ts';
import { browserLanguage } from '#messages/browser-language.ts';
import { afterPaint } from '#state/after-paint.ts';
import { drawEarly } from '#state/curtain.ts';
import { readEarlyInbox } from '#state/early-inbox.ts';
import { loadSpeech } from '#state/language.svelte.ts';
import EarlyInbox from './EarlyInbox.svelte';
import { Presses } from './presses.ts';

drawEarly(async () => {
	const inbox = location.pathname === '/anfragen' ? readEarlyInbox() : undefined;
	const app = document.querySelector<HTMLElement>('body > *');
	if (inbox === undefined || app === null) return undefined;
	const { language, words: common } = await loadSpeech(browserLanguage());
	const words =
		language === 'de' ? german : await import('#messages/en/requests.ts').then((loaded) => loaded.requests);

	document.documentElement.lang = language;
	const stage = document.createElement('div');
	stage.className = 'contents';
	document.body.prepend(stage);
	const props = { inbox, language, common, words, now: new Date() };
	let drawn: object;
	try {
		drawn = mount(EarlyInbox, { target: stage, props });
	} catch (error) {
		// Half a list must not stand over the app for ever.
		stage.remove();
		throw error;
	}
	app.style.display = 'none';
	const presses = new Presses(stage);
	await new Promise<void>((resolve) => void afterPaint(resolve));

	return () => {
		app.style.display = '';
		const handOver = presses.end();
		void unmount(drawn);
		stage.remove();
		handOver();
	};
});
