import { sendTicket, type DoorAnswer } from '#contracts/ticket-door.ts';
import type { PushPayload } from '#contracts/push-payload.ts';
import { describeAnswer, describeWaiting, notificationData, type Tap } from './notification.ts';
import { showInOrder } from './show.ts';
import { openPage, tellPages } from './windows.ts';

/** Milliseconds until a tap is called unanswered; longer and the browser may end the worker before it can say so. */
const answerPatience = 8000;
/** Milliseconds without an answer until the notification says that it waits. Sooner it would only flicker on a good line. */
const calm = 400;

/** A button acts by ticket without opening anything; everything else opens the page that belongs to the notification. */
export async function onClick({ notification, action }: NotificationEvent): Promise<void> {
	const { data } = notificationData.safeParse(notification.data);
	if (data?.ticket !== undefined && (action === 'accept' || action === 'later')) {
		await answer(data, data.ticket, action);
		return;
	}
	notification.close();
	await openPage(pageOf(data));
}

function pageOf(
	data: { opens: string; request_id: string; ticket?: string | undefined } | undefined,
): string {
	if (data === undefined) return '/anfragen';
	// The ticket goes in the fragment: servers and their logs never see it.
	if (data.opens === 'accept' && data.ticket !== undefined)
		return `/annehmen/${data.request_id}#${data.ticket}`;
	return `/anfragen/${data.request_id}`;
}

async function answer(payload: PushPayload, ticket: string, tap: Tap): Promise<void> {
	const { request_id, rev } = payload;
	const sent = sendTicket(tap, ticket, answerPatience);
	if (!(await isSettledWithin(calm, sent))) {
		await showInOrder(request_id, { rev, shown: describeWaiting(payload, tap), from: 'tap' });
	}
	const result: DoorAnswer<Tap> = await sent;
	await showInOrder(request_id, {
		rev,
		shown: describeAnswer(payload, tap, result, new Date()),
		from: 'tap',
	});
	await tellPages({ type: 'pull', request_id });
}

async function isSettledWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
	const { promise: late, resolve } = Promise.withResolvers<false>();
	const timer = setTimeout(resolve, milliseconds, false);
	const settled = await Promise.race([work.then(() => true), late]);
	clearTimeout(timer);
	return settled;
}
