/** What a tap on a notification does, decided without a browser. */
import type { PushPayload } from '#contracts/push-payload.ts';
import { notificationData, type Tap } from './shown-notification.ts';

export type TapPlan =
	| { todo: 'answer'; payload: PushPayload; ticket: string; tap: Tap }
	/** Do not send the tap that is kept. */
	| { todo: 'forget'; payload: PushPayload }
	/** Close the notification and open this page. */
	| { todo: 'open'; url: string };

/**
 * A button acts by ticket without opening anything; everything else opens the page that belongs to the notification. Once the person has
 * left, a notification that is still there acts for nobody and shows nothing more.
 */
export function planTap(carried: unknown, action: string, isSignedOut: boolean): TapPlan {
	if (isSignedOut) return { todo: 'open', url: '/anmelden' };
	const { data } = notificationData.safeParse(carried);
	if (data === undefined) return { todo: 'open', url: '/anfragen' };
	const { ticket, request_id } = data;
	if (data.opens === 'list') return { todo: 'open', url: '/anfragen' };
	if (data.opens === 'devices') return { todo: 'open', url: '/ich' };
	if (action === 'forget') return { todo: 'forget', payload: data };
	if (ticket !== undefined) {
		if (action === 'accept' || action === 'later' || action === 'undo' || action === 'confirm')
			return { todo: 'answer', payload: data, ticket, tap: action };
		// The ticket goes in the fragment: servers and their logs never see it.
		if (data.opens === 'confirm') return { todo: 'open', url: `/probe/${request_id}#${ticket}` };
		if (data.opens === 'accept') return { todo: 'open', url: `/annehmen/${request_id}#${ticket}` };
	}
	return { todo: 'open', url: `/anfragen/${request_id}` };
}
