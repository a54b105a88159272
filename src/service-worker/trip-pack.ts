/**
 * The trip pack: fetched as soon as somebody has accepted from a notification, with no window open, and always after the receipt is on the
 * screen. What did not come is asked for again at every sign of life for as long as the server may give it.
 */
import type { RequestReceipt } from '#contracts/commands.ts';
import type { PushPayload } from '#contracts/push-payload.ts';
import { askDoor } from '#contracts/ticket-door.ts';
import { packAnswer } from '#contracts/trip-pack.ts';
import { mayAskForPack } from '#domain/trip-pack.ts';
import { dropPack, keepPack, readPack, readPacks, wantPack, type KeptPack } from '#local/trip-packs.ts';
import { bounded } from './bounded.ts';
import { isSignedOut } from './kept.ts';

declare const self: ServiceWorkerGlobalScope & {
	/** Background Sync: Chrome and Edge only. */
	registration: { sync?: { register: (tag: string) => Promise<void> } };
};

/** The tag under which the browser wakes the worker once there is a network. */
export const tripPacksTag = 'trip-packs';
/** Milliseconds for one pack. Together with the acceptance before it this stays within what browsers give an event. */
const patience = 5000;

let last: Promise<unknown> = Promise.resolve();

/** What the server said to a tap: a request that is theirs is wanted, of any other nothing is kept. No network. Never throws. */
export async function notePack(
	{ request_id, rev }: PushPayload,
	ticket: string,
	answer: { outcome: string; request?: RequestReceipt },
): Promise<void> {
	const { outcome, request } = answer;
	if ((outcome === 'accepted' || outcome === 'already_yours') && request !== undefined)
		await bounded(() => wantPack({ request_id, ticket, rev, at: Date.now(), receipt: request }));
	// "Too late" to take it back: it is still theirs.
	else if (outcome !== 'too_late') await bounded(() => dropPack(request_id));
}

/**
 * A newer message about requests that were taken along. An alert says that one is open again. "Taken by" does not say by whom (this person may have
 * pressed on another device), and what sums several up may be older than the acceptance: then the server is asked once more, and when it does not
 * answer, the app's next pull decides. Never throws.
 */
export async function doubtPack({ request_id, request_ids, rev, kind, ticket }: PushPayload): Promise<void> {
	// About no request.
	if (kind === 'test') return;
	for (const id of request_ids ?? [request_id]) {
		const kept = await bounded(() => readPack(id, Date.now()));
		// A late copy of the message that was answered is no news.
		if (kept === undefined || rev <= kept.rev || ticket === kept.ticket) continue;
		if (kind === 'alert') await bounded(() => dropPack(id));
		else await fetchPack(kept);
	}
}

/**
 * Fetches what is wanted and not there; answers whether anything is left, and then asks the browser to wake the worker with the network. One run
 * after the other: what was noted while one runs is looked for in the next. Never throws.
 */
export function fetchPacks(): Promise<boolean> {
	const turn = last.then(fetchAll);
	last = turn;
	return turn;
}

async function fetchAll(): Promise<boolean> {
	const now = Date.now();
	const kept = (await bounded(() => readPacks(now))) ?? [];
	let left = false;
	for (const one of kept)
		if (one.pack === undefined && mayAskForPack(one.at, now)) left = !(await fetchPack(one)) || left;
	if (left) await self.registration.sync?.register(tripPacksTag).catch(() => undefined);
	return left;
}

/** Whether it is settled, one way or the other. */
async function fetchPack(wanted: KeptPack): Promise<boolean> {
	const { request_id, ticket } = wanted;
	if (await isSignedOut()) {
		await bounded(() => dropPack(request_id));
		return true;
	}
	const answer = await askDoor('pack', packAnswer, ticket, patience);
	if (answer.outcome === 'offline' || answer.outcome === 'unanswered') return false;
	if (answer.outcome !== 'packed') {
		await bounded(() => dropPack(request_id));
		return true;
	}
	const isKept = await bounded(() => keepPack(wanted, answer.pack));
	// Whoever left meanwhile has deleted what was here, and the mark came before that.
	if (await isSignedOut()) await bounded(() => dropPack(request_id));
	return isKept !== undefined;
}
