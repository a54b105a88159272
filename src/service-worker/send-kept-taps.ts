/** Sends what is kept, one after the other, and says what became of it. */
import { sendTicket } from '#contracts/ticket-door.ts';
import { isSignedOut } from './kept.ts';
import { dropTap, isFresh, readKeptTaps } from './kept-taps.ts';
import type { KeptTap } from './kept-taps.ts';
import { describeAnswer, describeQuestion } from './notification.ts';
import { showInOrder } from './show.ts';
import { tidyUp } from './tidy-up.ts';
import { tellPages } from './windows.ts';

declare const self: ServiceWorkerGlobalScope & {
	/** Background Sync: Chrome and Edge only. */
	registration: { sync?: { register: (tag: string) => Promise<void> } };
};

/** The tag under which the browser wakes the worker once there is a network. */
export const keptTapsTag = 'kept-taps';
/** Milliseconds for one answer; the browser lets these events live only briefly. */
const patience = 8000;

let running: Promise<boolean> | undefined;

/** Asks the browser to wake the worker with the network, where it can; elsewhere the next push and the next start of the app do. Never throws. */
export async function askForSync(): Promise<void> {
	await self.registration.sync?.register(keptTapsTag).catch(() => undefined);
}

/** Answers whether anything is left to be sent. Called while it runs it joins that run. Never throws. */
export function sendKeptTaps(): Promise<boolean> {
	running ??= sendAll().finally(() => {
		running = undefined;
	});
	return running;
}

async function sendAll(): Promise<boolean> {
	const taps = await readKeptTaps();
	if (taps.length > 0 && (await isSignedOut())) {
		await Promise.all(taps.map((tap) => dropTap(tap.payload.request_id)));
		return false;
	}
	let left = false;
	for (const tap of taps) left = !(await sendOne(tap)) || left;
	return left;
}

/** Whether it is settled, one way or the other. */
async function sendOne(kept: KeptTap): Promise<boolean> {
	const { payload, ticket, tap } = kept;
	const { rev, request_id } = payload;
	if (!isFresh(kept, Date.now())) {
		await showInOrder(request_id, { rev, shown: describeQuestion(payload, tap), from: 'tap' });
		await dropTap(request_id);
		return true;
	}
	const answer = await sendTicket(tap, ticket, patience);
	if (answer.outcome === 'offline' || answer.outcome === 'unanswered') return false;
	// The person hears first. A worker that dies in between sends it once more, and the answer is the same truth.
	await showInOrder(request_id, {
		rev,
		shown: describeAnswer(payload, tap, answer, new Date()),
		from: 'tap',
	});
	await tidyUp(payload, ticket, answer);
	await tellPages({ type: 'pull', request_id });
	return true;
}
