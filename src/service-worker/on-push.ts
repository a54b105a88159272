import { pickLanguage } from '#messages/language.ts';
import { sendTicket } from '#contracts/ticket-door.ts';
import { showBadge } from './badge.ts';
import { isSignedOut, keepArrival, keepLastAlert } from './kept.ts';
import { describeMessage, describeSignedOut, describeUnreadable } from './notification.ts';
import { readPush } from './read-push.ts';
import { sendKeptTaps } from './send-kept-taps.ts';
import { closeSettledSeveral, show, showInOrder } from './show.ts';
import { doubtPack, fetchPacks } from './trip-pack.ts';
import { tellPages } from './windows.ts';

/** Milliseconds for the proof of arrival; the browser lets a push event live only briefly. */
const arrivalPatience = 5000;

/**
 * Every push ends in one notification, before anything goes over the network: iOS withdraws the subscription after about three silent
 * ones, Chrome shows its own words. A focused window changes nothing.
 */
export async function onPush(event: PushEvent): Promise<void> {
	if (await isSignedOut()) {
		// No proof of arrival either: nobody was reached.
		await show(describeSignedOut(pickLanguage({ languages: navigator.languages })));
		return;
	}
	const content = readPush(textOf(event.data), 'notification' in event ? event.notification : undefined);
	if (content.kind === 'unreadable') {
		await show(describeUnreadable(content.said, pickLanguage({ languages: navigator.languages })));
		await Promise.all([keepArrival(Date.now()), tellPages({ type: 'pull' })]);
		return;
	}
	const { payload } = content;
	const { rev, request_id, request_ids, ticket } = payload;
	const shown = describeMessage(payload);
	await showInOrder(request_ids ?? [request_id], { rev, shown, from: 'push' }, () => keepLastAlert(payload));
	await Promise.allSettled([
		keepArrival(Date.now()),
		payload.kind === 'several' ? undefined : closeSettledSeveral(),
		showBadge(Date.now()),
		tellPages({ type: 'pull', request_id }),
		ticket === undefined ? undefined : sendTicket('arrived', ticket, arrivalPatience),
		doubtPack(payload),
		// What came in shows that there is a network. A tap that is answered now may want a trip pack.
		sendKeptTaps().then(fetchPacks),
	]);
}

function textOf(data: PushMessageData | null): string | null {
	try {
		return data?.text() ?? null;
	} catch {
		return null;
	}
}
