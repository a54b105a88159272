/** Puts exactly one notification on the screen for a request and remembers it. */
import { keep, readKept, type Kept } from './kept.ts';
import type { ShownNotification } from './notification.ts';

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
 * Shows a message, or again what is newer: a push must end in a notification, an answer that came too late need not.
 * `before` runs once it is known to be new, before anything is shown.
 */
export function showInOrder(
	requestId: string,
	next: Kept & { from: 'push' | 'tap' },
	before?: () => Promise<void>,
): Promise<void> {
	return inOrder(async () => {
		const kept = await readKept(requestId);
		if (mayReplace(kept, next)) {
			await Promise.all([before?.(), keep(requestId, { rev: next.rev, shown: next.shown })]);
			await show(next.shown);
		} else if (next.from === 'push' && kept !== undefined) {
			await show(kept.shown);
		}
	});
}

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
