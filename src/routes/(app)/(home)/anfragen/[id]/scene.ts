import type { Row } from '#contracts/rows.ts';
import { undoPatience } from '#domain/request.ts';
import type { Entry, EntryOf } from '#state/outbox.svelte.ts';

const doings = [
	'accept_request',
	'release_request',
	'undo_acceptance',
	'hand_over_request',
	'offer_later',
	'decline_request',
	'withdraw_offer',
	'take_offer',
	'join_cluster',
] as const;
export type Doing = (typeof doings)[number];

/** What lies under the thumb on the page of a request. */
export type Scene =
	/** Written here and not at the server yet. */
	| { kind: 'unsent'; entry: EntryOf<'create_request'> }
	/** Pressed here and not answered yet: nothing else can be pressed before. */
	| { kind: 'waits'; entry: { [Name in Doing]: EntryOf<Name> }[Doing] }
	| { kind: 'take' | 'join' | 'mine' | 'nothing' };

export interface SceneFacts {
	request: Row<'requests'>;
	me: string;
	isSpecialist: boolean;
	/** With a join laid over that the server may not know yet. */
	isMember: boolean;
	/** About the request and about its cluster, oldest first. */
	waiting: readonly Entry[];
	/** Pressed a moment ago on this page: the button says so itself. */
	busy: Record<Doing, boolean>;
	isSettling: boolean;
}

/** Pure. */
export function planScene(facts: SceneFacts): Scene {
	const { request, busy } = facts;
	for (const entry of facts.waiting) {
		const { name, args } = entry;
		// What is about the cluster may be about other requests of it.
		if ('request_id' in args && args.request_id !== request.request_id) continue;
		if (name === 'create_request') return { kind: 'unsent', entry };
		if (isDoing(entry) && !busy[entry.name]) return { kind: 'waits', entry };
	}
	const isBusy = Object.values(busy).some(Boolean);
	if (facts.isSettling && !isBusy) return { kind: 'nothing' };
	if (request.status === 'open' && facts.isSpecialist) {
		return { kind: facts.isMember && !busy.join_cluster ? 'take' : 'join' };
	}
	const isMine = request.accepted_by === facts.me && isInHand(request.status);
	return { kind: isMine ? 'mine' : 'nothing' };
}

function isDoing(entry: Entry): entry is { [Name in Doing]: EntryOf<Name> }[Doing] {
	return doings.some((name) => name === entry.name);
}

/** Whether it may still be undone, as far as this device can tell. */
export function mayUndo(request: Row<'requests'>, me: string, now: Date): boolean {
	return (
		request.status === 'accepted' &&
		request.accepted_by === me &&
		request.accepted_at !== null &&
		now.getTime() - Date.parse(request.accepted_at) < undoPatience
	);
}

/** Somebody has it and works on it. */
export function isInHand(status: Row<'requests'>['status']): boolean {
	return status === 'accepted' || status === 'in_progress' || status === 'waiting';
}
