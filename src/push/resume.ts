/**
 * The way back to an alert whose notification led nowhere: a killed app opens its start page and a running one may hear of no tap at all (iOS).
 * So whenever a page is seen, the newest alert the worker has left is looked at, and offered at once while it may still be open.
 */
import type { PushPayload } from '#contracts/push-payload.ts';

export interface ResumeContext {
	/** Milliseconds since the epoch. */
	now: number;
	/** Where the person is. */
	pathname: string;
	/** What the device's database says about the request; it may not have heard of it yet. */
	request: 'reading' | 'unknown' | 'open' | 'settled';
	/** `rev` of the alert the person does not want to see any more. */
	hidden: number | undefined;
}

export interface Offer {
	rev: number;
	title: string;
	body: string;
	priority: number;
	/** The page with the large button; the ticket stays behind the #. */
	href: string;
	/** No alert: only whether one would be seen. */
	isTest: boolean;
}

/**
 * What to offer, or undefined. Never what could not be accepted from here (no ticket), what the device knows to be taken or closed, what asks
 * nobody any more, or what the person is looking at. Whether it is really open only the server says, behind the button.
 */
export function planResume(alert: PushPayload | undefined, context: ResumeContext): Offer | undefined {
	if (alert?.ticket === undefined || alert.kind !== 'alert') return undefined;
	const { rev, title, body, priority, ticket, request_id } = alert;
	if (context.request === 'reading' || context.request === 'settled') return undefined;
	if (alert.expires_at <= context.now || rev === context.hidden) return undefined;
	// Both have a button of their own.
	if ([`/annehmen/${request_id}`, `/anfragen/${request_id}`].includes(context.pathname)) return undefined;
	return { rev, title, body, priority, href: `/annehmen/${request_id}#${ticket}`, isTest: false };
}

/** The same for a test alarm that waits to be confirmed, where its notification has no button. A real alert goes first. */
export function planTestResume(
	test: PushPayload | undefined,
	{ now, pathname, hidden }: Omit<ResumeContext, 'request'>,
): Offer | undefined {
	if (test?.ticket === undefined || test.kind !== 'test' || test.weekly === true) return undefined;
	const { rev, title, body, priority, ticket, request_id } = test;
	if (test.expires_at <= now || rev === hidden) return undefined;
	// Both have a button of their own.
	if ([`/probe/${request_id}`, '/ich/probe'].includes(pathname)) return undefined;
	return { rev, title, body, priority, href: `/probe/${request_id}#${ticket}`, isTest: true };
}
