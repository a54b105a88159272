/** Words of a request that code decides by. German names for them live in `messages`. */

export const priorities = [1, 2, 3, 4] as const;
/** 1 = a counter stands still, 2 = today, 3 = this week, 4 = when there is time. */
export type Priority = (typeof priorities)[number];

export const requestKinds = ['incident', 'question', 'task'] as const;
export type RequestKind = (typeof requestKinds)[number];

export const requestStatuses = [
	'open',
	'accepted',
	'in_progress',
	'waiting',
	'resolved',
	'cancelled',
] as const;
export type RequestStatus = (typeof requestStatuses)[number];

/** True while somebody still has to do something about the request. */
export function isLive(status: RequestStatus): boolean {
	return status !== 'resolved' && status !== 'cancelled';
}

/** Milliseconds in which an acceptance can be undone. The server measures for itself. */
export const undoPatience = 60_000;

/** Bounds in characters (code points), as the database checks them. */
export const requestBounds = { title: 200, body: 10_000, place: 200, callback: 60 } as const;

/** Length as the database counts it: an emoji is one character, not two UTF-16 units. */
export function characterCount(text: string): number {
	let count = 0;
	for (const _ of text) count += 1;
	return count;
}
