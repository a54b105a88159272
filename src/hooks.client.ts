/** What the browser does about errors that nobody foresaw: wiring only. */
import type { ClientInit, HandleClientError } from '@sveltejs/kit';
import { readAlertAhead } from '#push/alert-ahead.ts';
import { installWorker } from '#push/install-worker.ts';
import { waitForEarly } from '#state/curtain.ts';
import { findUntouched, waitForTouch } from '#state/first-touch.ts';

/** Kit takes a page over only after this. */
export const init: ClientInit = async () => {
	readAlertAhead();
	await waitForEarly();
	const untouched = findUntouched();
	if (untouched === undefined) return;
	installWorker();
	await waitForTouch(untouched);
};

/** Milliseconds the server gets to show that it is there before an error page says that it is not. */
const patience = 4000;

/** Any answer of our own server will do; a gateway that answers in its place (502 to 504) is none. Never throws. */
async function isReachable(): Promise<boolean> {
	if (!navigator.onLine) return false;
	try {
		const signal = AbortSignal.timeout(patience);
		const { status } = await fetch('/api/config', { method: 'HEAD', cache: 'no-store', signal });
		return status < 502 || status > 504;
	} catch {
		return false;
	}
}

/** A page that needs the server fails alike when the server is gone and when something is broken; the person is told which. */
export const handleError: HandleClientError = async ({ error, message, status }) => {
	if (status === 404) return { message };
	if (!(await isReachable())) return { message, unreachable: true };
	reportError(error);
	return { message };
};
