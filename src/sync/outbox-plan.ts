/*
 * Which entry of the outbox goes out next. Pure. Three channels send side by side, so that a slow upload or a hanging command never stands
 * before an acceptance: `urgent` (taking and giving back, and what must go before them), `normal`, `uploads`.
 */
import { type Entry, holdsBack } from '#local/outbox.ts';

export type Channel = 'urgent' | 'normal' | 'uploads';
export const channels = ['urgent', 'normal', 'uploads'] as const satisfies readonly Channel[];

export type Step =
	| { outcome: 'send'; entry: Entry }
	/** The next one is due in so many milliseconds. */
	| { outcome: 'wait'; milliseconds: number }
	| { outcome: 'idle' };

/** A lane that failed so often lets the next go first. */
const patience = 3;
const longestPauseMs = 60_000;

/** Entries of one lane go out in the order in which they were done. */
function laneOf(entry: Entry): string {
	switch (entry.name) {
		case 'create_request':
		case 'accept_request':
		case 'release_request':
		case 'undo_acceptance':
		case 'hand_over_request':
		case 'offer_later':
		case 'decline_request':
		case 'withdraw_offer':
		case 'take_offer':
		case 'join_request':
		case 'leave_request':
			return `request ${entry.args.request_id}`;
		case 'attach_file':
			return `file ${entry.args.attachment_id}`;
		case 'save_article':
		case 'publish_article':
		case 'archive_article':
		case 'delete_article':
			return `article ${entry.args.article_id}`;
		case 'join_cluster':
		case 'leave_cluster':
		case 'set_muted_cluster':
			return `cluster ${entry.args.cluster_id}`;
		case 'save_profile':
			return 'profile';
		case 'set_later':
			return 'later';
		case 'set_pause':
			return 'pause';
		case 'set_quiet_hours':
			return 'quiet hours';
		case 'set_weekly_check':
			return 'weekly check';
		case 'set_second_channel':
			return 'second channel';
		case 'set_lock_screen':
		case 'set_device_alerts':
			return `device ${entry.args.device_id}`;
		case 'set_language':
			return 'language';
	}
}

function isUrgent(entry: Entry): boolean {
	return ['accept_request', 'release_request', 'undo_acceptance', 'take_offer'].includes(entry.name);
}

/** What has to go first in its lane, per channel. One pass: a week offline is hundreds of entries. */
function findHeads(entries: readonly Entry[], channel: Channel): Entry[] {
	const urgentLanes = new Set(
		entries.filter((entry) => entry.state === 'waiting' && isUrgent(entry)).map(laneOf),
	);
	const heldLanes = new Set<string>();
	const unmadeRequests = new Set<string>();
	const heads: Entry[] = [];
	for (const entry of entries) {
		if (entry.state === 'done') continue;
		const lane = laneOf(entry);
		if (entry.name === 'attach_file') {
			// A file needs its request to exist and nothing else.
			const isHead = entry.state === 'waiting' && !unmadeRequests.has(entry.args.request_id);
			if (isHead && channel === 'uploads') heads.push(entry);
			continue;
		}
		if (entry.state === 'waiting' && !heldLanes.has(lane)) {
			if (channel === (urgentLanes.has(lane) ? 'urgent' : 'normal')) heads.push(entry);
		}
		// Refused for now: what builds on it waits until the person has decided.
		const holds = holdsBack(entry);
		if (entry.state === 'waiting' || holds) heldLanes.add(lane);
		if (holds && entry.name === 'create_request') unmadeRequests.add(entry.args.request_id);
	}
	return heads;
}

/** `entries` in their order; `now` in milliseconds. */
export function planNext(entries: readonly Entry[], channel: Channel, now: number): Step {
	const [next] = findHeads(entries, channel).toSorted(
		(a, b) => rank(a) - rank(b) || (rank(a) === 0 ? a.order - b.order : a.not_before - b.not_before),
	);
	if (next === undefined) return { outcome: 'idle' };
	const milliseconds = next.not_before - now;
	// No pause is that long: the clock was turned back, which must not put an entry off for years.
	const isDue = milliseconds <= 0 || milliseconds > longestPauseMs;
	return isDue ? { outcome: 'send', entry: next } : { outcome: 'wait', milliseconds };
}

function rank(entry: Entry): number {
	return entry.failures >= patience ? 1 : 0;
}

/** Milliseconds until an entry that failed `failures` times is sent again: 1, 2, 4 … 60 s. */
export function pauseAfter(failures: number): number {
	return Math.min(longestPauseMs, 1000 * 2 ** Math.max(0, failures - 1));
}
