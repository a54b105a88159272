/** What a shown notification is made of, as data: it is kept and shown again. */
import * as z from 'zod/mini';
import { pushPayload, severalTag, type PushPayload } from '#contracts/push-payload.ts';
import { notification as german } from '#messages/de/notification.ts';
import { notification as english } from '#messages/en/notification.ts';

/** A button's answer to an alert, to its receipt, or to a test alarm. */
export type Tap = 'accept' | 'later' | 'undo' | 'confirm';
/** Taking back is not kept: after a minute it would come too late. */
export const keptTapNames = ['accept', 'later', 'confirm'] as const;
export type KeptTapName = (typeof keptTapNames)[number];

/** Where a tap on the body leads: to the large button (of a request or a test), to the request in the app, to the list of all, or to one's devices. */
const opens = z.enum(['accept', 'confirm', 'request', 'list', 'devices']);

/** What a shown notification carries along: the message it came from. Absent when nobody could read it. */
export const notificationData = z.extend(pushPayload, { opens });

/** Arguments of `showNotification` as data, so that they can be kept and shown again. */
export const shownNotification = z.object({
	title: z.string(),
	options: z.object({
		body: z.string(),
		tag: z.string(),
		lang: z.string(),
		icon: z.string(),
		badge: z.string(),
		silent: z.boolean(),
		renotify: z.boolean(),
		requireInteraction: z.boolean(),
		actions: z.array(
			z.object({
				action: z.enum(['accept', 'later', 'open', 'undo', 'forget', 'confirm']),
				title: z.string(),
			}),
		),
		vibrate: z.optional(z.array(z.number())),
		timestamp: z.optional(z.number()),
		data: z.nullable(notificationData),
	}),
});
export type ShownNotification = z.infer<typeof shownNotification>;
type Button = ShownNotification['options']['actions'][number]['action'];
export type Language = PushPayload['language'];

export const dictionaries = { de: german, en: english };
/** Milliseconds on, off, on. A counter that stands still is felt through a jacket. */
const rhythms = { urgent: [300, 120, 300, 120, 600], normal: [200, 100, 200] };

export type Saying = {
	title: string;
	/** Empty ones are left out. */
	lines: readonly string[];
	buttons: readonly Button[];
	opens: z.infer<typeof opens>;
	/** calm: the person looks at the phone or need not know now; rings: somebody has to act or to think again. */
	sound: 'calm' | 'rings';
	stays?: boolean;
};

/** The arguments of `showNotification` for what is to be said about a message. */
export function compose(payload: PushPayload, saying: Saying): ShownNotification {
	const rings = saying.sound === 'rings';
	const since = Date.parse(payload.facts?.created_at ?? '');
	return {
		title: saying.title,
		options: {
			body: saying.lines.filter((line) => line !== '').join('\n'),
			tag: payload.kind === 'several' ? severalTag : payload.request_id,
			lang: payload.language,
			icon: '/icons/icon-192.png',
			badge: '/icons/badge-96.png',
			silent: !rings,
			renotify: rings,
			requireInteraction: saying.stays ?? false,
			actions: saying.buttons.map((action) => ({
				action,
				title: dictionaries[payload.language].buttons[action],
			})),
			...(rings && { vibrate: payload.priority === 1 ? rhythms.urgent : rhythms.normal }),
			...(Number.isFinite(since) && { timestamp: since }),
			data: { ...payload, opens: saying.opens },
		},
	};
}
