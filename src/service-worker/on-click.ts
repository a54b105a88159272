import { sendTicket, type DoorAnswer } from '#contracts/ticket-door.ts';
import type { PushPayload } from '#contracts/push-payload.ts';
import { isSignedOut } from './kept.ts';
import { dropTap, keepTap, keptFor } from './kept-taps.ts';
import { describeAnswer, describeKept, describeMessage, describeWaiting } from './notification.ts';
import { planTap } from './plan-tap.ts';
import { askForSync } from './send-kept-taps.ts';
import type { Tap } from './shown-notification.ts';
import { showInOrder } from './show.ts';
import { tidyUp } from './tidy-up.ts';
import { fetchPacks } from './trip-pack.ts';
import { openPage, tellPages } from './windows.ts';

/** Milliseconds until a tap is called unanswered; longer and the browser may end the worker before it can say so. */
const answerPatience = 8000;
/** Milliseconds without an answer until the notification says that it waits. Sooner it would only flicker on a good line. */
const calm = 400;

/** See `planTap`. Looking for the mark of a person who left is short and bounded: the tap's activation outlives it. */
export async function onClick({ notification, action }: NotificationEvent): Promise<void> {
	const plan = planTap(notification.data, action, await isSignedOut());
	if (plan.todo === 'answer') {
		await answer(plan.payload, plan.ticket, plan.tap);
		return;
	}
	if (plan.todo === 'forget') {
		await forget(plan.payload);
		return;
	}
	notification.close();
	await openPage(plan.url);
}

async function answer(payload: PushPayload, ticket: string, tap: Tap): Promise<void> {
	const { request_id, rev } = payload;
	const sent = sendTicket(tap, ticket, answerPatience);
	if (!(await isSettledWithin(calm, sent))) {
		await showInOrder(request_id, { rev, shown: describeWaiting(payload, tap), from: 'tap' });
	}
	const result: DoorAnswer<Tap> = await sent;
	const at = Date.now();
	const isOpen = result.outcome === 'offline' || result.outcome === 'unanswered';
	// What is said depends on it, so this one look at the disk comes first; it is bounded.
	const isKept = isOpen && tap !== 'undo' && (await keepTap({ payload, ticket, tap, at }));
	const shown = isKept
		? describeKept(payload, tap, result.outcome, new Date(at + keptFor))
		: describeAnswer(payload, tap, result, new Date(at));
	await showInOrder(request_id, { rev, shown, from: 'tap' });
	if (isKept) await askForSync();
	// Said already: sent once more it is answered with the same truth.
	else if (!isOpen) await tidyUp(payload, ticket, result);
	await tellPages({ type: 'pull', request_id });
	// Last: neither the receipt nor an open page waits for it.
	if (!isOpen) await fetchPacks();
}

/** The person would rather not: it asks again, without a sound. What is on its way already cannot be called back. */
async function forget(payload: PushPayload): Promise<void> {
	const { rev, request_id } = payload;
	await dropTap(request_id);
	await showInOrder(request_id, { rev, shown: describeMessage({ ...payload, quiet: true }), from: 'tap' });
}

async function isSettledWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
	const { promise: late, resolve } = Promise.withResolvers<false>();
	const timer = setTimeout(resolve, milliseconds, false);
	const settled = await Promise.race([work.then(() => true), late]);
	clearTimeout(timer);
	return settled;
}
