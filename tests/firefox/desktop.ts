/**
 * The notifications on Firefox's screen. Without a system notification daemon (`alerts.useSystemBackend` off)
 * Firefox draws every notification as a small window of its own; this room looks at those windows and taps them,
 * through WebDriver BiDi in the browser's own scope (`--remote-allow-system-access`).
 * Firefox's own windows have no buttons, so the tap on a button is sent to the window's listener in the very form
 * the system daemons use (nsIAlertAction + `alertclickcallback`). Nothing of the page or its worker is touched.
 */
import type { Browser } from 'puppeteer-core';
import { z } from 'zod';

export type Alert = { title: string; body: string };

export type Desktop = {
	/** What a person sees now, oldest first. */
	alerts(): Promise<Alert[]>;
	/** Taps the body, or the button whose `action` is given, of the only notification with this title and body. */
	tap(alert: Alert, action?: string): Promise<void>;
	/** Answers the question "may this site send notifications?" once it is on the screen. */
	answerPermission(answer: 'allow' | 'block'): Promise<void>;
	/** Puts it away without acting. */
	dismiss(alert: Alert): Promise<void>;
};

const treeSchema = z.object({
	result: z.object({ contexts: z.array(z.object({ context: z.string(), url: z.string() })) }),
});
const answerSchema = z.object({
	result: z.discriminatedUnion('type', [
		z.object({ type: z.literal('success'), result: z.object({ value: z.string() }) }),
		z.object({ type: z.literal('exception'), exceptionDetails: z.object({ text: z.string() }) }),
	]),
});
const alertsSchema = z.array(z.object({ title: z.string(), body: z.string() }));

/** Text of functions that run inside the browser, where `Services` and `ChromeUtils` exist. */
const describeWindow = `(window) => ({
	title: window.document.getElementById('alertTitleLabel').getAttribute('value') ?? '',
	body: window.document.getElementById('alertTextLabel').textContent,
})`;
const listAlerts = `() => {
	const windows = [...Services.wm.getEnumerator('alert:alert')].filter((window) => window.gIsActive);
	return JSON.stringify(windows.map(${describeWindow}));
}`;
const touchAlert = `(title, body, how, action) => {
	const describe = ${describeWindow};
	const same = [...Services.wm.getEnumerator('alert:alert')].filter((window) => {
		const seen = describe(window);
		return window.gIsActive && seen.title === title && seen.body === body;
	});
	if (same.length !== 1) throw new Error(same.length + ' notifications on screen are called "' + title + '"');
	const [window] = same;
	if (how === 'tap') {
		const QueryInterface = ChromeUtils.generateQI(['nsIAlertAction']);
		const button = action === '' ? null : { QueryInterface, action, title: action, iconURL: '' };
		window.gAlertListener.observe(button, 'alertclickcallback', window.gAlertCookie);
	}
	window.close();
	return 'done';
}`;

/** Asks the panel itself, not its events: a panel that opened before anyone listened would be waited for in vain. */
const answerPrompt = `async (answer) => {
	const { panel } = Services.wm.getMostRecentWindow('navigator:browser').PopupNotifications;
	const { setTimeout } = ChromeUtils.importESModule('resource://gre/modules/Timer.sys.mjs');
	for (let tries = 0; tries < 300; tries += 1) {
		const prompt = panel.querySelector('#web-notifications-notification');
		if (prompt !== null && panel.state === 'open') {
			(answer === 'allow' ? prompt.button : prompt.secondaryButton).click();
			return 'done';
		}
		await new Promise((later) => setTimeout(later, 50));
	}
	throw new Error('the page did not ask for notifications; the panel is ' + panel.state);
}`;

/** Looks through a browser started with `--remote-allow-system-access`. */
export async function lookAtDesktop(browser: Browser): Promise<Desktop> {
	const send = privilegedSend(browser);
	const tree = treeSchema.parse(await send('browsingContext.getTree', { 'moz:scope': 'chrome' }));
	const main = tree.result.contexts.find(({ url }) => url.endsWith('browser.xhtml'));
	if (main === undefined) throw new Error('Firefox has no window of its own');
	const target = { context: main.context };

	async function call(functionDeclaration: string, ...values: string[]): Promise<string> {
		const given = values.map((value) => ({ type: 'string', value }));
		const parameters = { functionDeclaration, awaitPromise: true, arguments: given, target };
		const { result } = answerSchema.parse(await send('script.callFunction', parameters));
		if (result.type === 'exception') throw new Error(`Firefox: ${result.exceptionDetails.text}`);
		return result.result.value;
	}

	return {
		alerts: async () => alertsSchema.parse(JSON.parse(await call(listAlerts))),
		async tap({ title, body }, action = '') {
			await call(touchAlert, title, body, 'tap', action);
		},
		async answerPermission(answer) {
			await call(answerPrompt, answer);
		},
		async dismiss({ title, body }) {
			await call(touchAlert, title, body, 'dismiss', '');
		},
	};
}

type Send = (method: string, parameters: object) => Promise<unknown>;

/** Firefox allows one BiDi session at a time, so commands unknown to Puppeteer go through the connection it holds. */
function privilegedSend(browser: Browser): Send {
	const connection: unknown = 'connection' in browser ? browser.connection : undefined;
	if (typeof connection !== 'object' || connection === null || !('send' in connection))
		throw new Error('Puppeteer no longer shows its BiDi connection');
	const { send } = connection;
	if (typeof send !== 'function') throw new Error('Puppeteer no longer sends raw BiDi commands');
	return async (method, parameters) => {
		const answer: unknown = await Reflect.apply(send, connection, [method, parameters]);
		return answer;
	};
}
