/**
 * From the bytes of a push to a message of ours, whatever came: the plain payload, Apple's declarative form around it, the notification
 * the browser proposes for that form, or garbage. Never throws.
 */
import * as z from 'zod/mini';
import { pushPayload, type PushPayload } from '#contracts/push-payload.ts';

/** `unreadable` keeps title and body where a newer server sent something this worker does not know yet. */
export type PushContent =
	{ kind: 'message'; payload: PushPayload } | { kind: 'unreadable'; said: { title?: string; body?: string } };

const around = z.object({ notification: z.unknown() });
const withData = z.object({ data: z.unknown() });
const said = z.object({ title: z.string().check(z.minLength(1)), body: z.optional(z.string()) });

/**
 * `text` is the decrypted body (null: the push carried none), `proposed` is `event.notification` of Safari's declarative push: read there
 * because Safari does not promise that `event.data` is filled as well.
 */
export function readPush(text: string | null, proposed: unknown): PushContent {
	const body = parseJson(text);
	const inner = around.safeParse(body).data?.notification;
	for (const candidate of [body, dataOf(inner), dataOf(proposed)]) {
		const payload = pushPayload.safeParse(candidate);
		if (payload.success) return { kind: 'message', payload: payload.data };
	}
	for (const candidate of [body, inner, proposed]) {
		const words = said.safeParse(candidate).data;
		if (words !== undefined) {
			const { title, body: more } = words;
			return { kind: 'unreadable', said: more === undefined ? { title } : { title, body: more } };
		}
	}
	return { kind: 'unreadable', said: {} };
}

function dataOf(notification: unknown): unknown {
	return withData.safeParse(notification).data?.data;
}

function parseJson(text: string | null): unknown {
	try {
		return JSON.parse(text ?? '');
	} catch {
		return undefined;
	}
}
