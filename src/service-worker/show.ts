/** Puts exactly one notification on the screen for a request and remembers it. */
import * as z from 'zod/mini';
import { severalTag } from '#contracts/push-payload.ts';
import { keep, readKept, type Kept } from './kept.ts';
import type { ShownNotification } from './shown-notification.ts';

declare const self: ServiceWorkerGlobalScope;

let last: Promise<unknown> = Promise.resolve();

/** One after the other: two pushes at once would both read "nothing newer" and the older could be shown last. Never throws. */
function inOrder<Value>(work: () => Promise<Value>): Promise<Value> {
	const turn = last.then(work);
	last = turn.catch(() => undefined);
	return turn;
}

/**
 * Whether something new may be shown over what is kept. A message of the same age is a repetition: what is on the screen may already be
 * the receipt. An answer belongs to the message it was tapped on, so it may replace that one but nothing newer.
 */
export function mayReplace(kept: Kept | undefined, next: { rev: number; from: 'push' | 'tap' }): boolean {
	if (kept === undefined) return true;
	return next.from === 'push' ? next.rev > kept.rev : next.rev >= kept.rev;
}

/**
 * Shows a message, or again what is newer: a push must end in a notification, an answer that came too late need not. A message about several
 * requests counts as new when it is for one of them, and from then on nothing older about any of them is shown.
 * `before` runs once it is known to be new, before anything is shown.
 */
export function showInOrder(
	requestIds: string | readonly string[],
	next: Kept & { from: 'push' | 'tap' },
	before?: () => Promise<void>,
): Promise<void> {
	const ids = [requestIds].flat();
	return inOrder(async () => {
		const kept = await Promise.all(ids.map(readKept));
		const fresh = ids.filter((_, index) => mayReplace(kept[index], next));
		if (fresh.length > 0) {
			const { rev, shown } = next;
			await Promise.all([before?.(), ...fresh.map((id) => keep(id, { rev, shown }))]);
			await show(shown);
		} else if (next.from === 'push' && kept[0] !== undefined) {
			await show(kept[0].shown);
		}
	});
}

/** Takes a message about several requests off the screen once something newer is known of each of them. Never throws. */
export async function closeSettledSeveral(): Promise<void> {
	await inOrder(async () => {
		for (const several of await self.registration.getNotifications({ tag: severalTag })) {
			const { data } = about.safeParse(several.data);
			const kept = await Promise.all((data?.request_ids ?? []).map(readKept));
			// What the disk does not say is not settled.
			if (kept.every((one) => one !== undefined && one.shown.options.data?.kind !== 'several'))
				several.close();
		}
	}).catch(() => undefined);
}

const about = z.object({ request_ids: z.array(z.string()) });

/**
 * Close, then show: on iOS a tag alone stacks notifications. Falls back to bare words where a browser refuses an option; rejects only
 * when the person has withdrawn the permission.
 */
export async function show({ title, options }: ShownNotification): Promise<void> {
	try {
		const old = await self.registration.getNotifications({ tag: options.tag });
		for (const notification of old) notification.close();
		await self.registration.showNotification(title, options);
	} catch {
		const { body, tag, data } = options;
		await self.registration.showNotification(title, { body, tag, data });
	}
}
