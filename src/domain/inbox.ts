/** Who sees which request where, and in which order. */
import { isLive, type Priority, type RequestStatus } from '#domain/request.ts';

export interface InboxRequest {
	request_id: string;
	priority: Priority;
	status: RequestStatus;
	cluster_id: string;
	accepted_by: string | null;
	/** ISO 8601. */
	created_at: string;
}

export interface InboxFacts<Request extends InboxRequest> {
	me: string;
	/** Clusters I am a member of. */
	clusterIds: ReadonlySet<string>;
	/** Requests I asked myself. */
	askedIds: ReadonlySet<string>;
	requests: readonly Request[];
}

export interface Inbox<Request extends InboxRequest> {
	/** Open in one of my clusters: I am wanted. Most pressing first, the longest waiting first among equals. */
	wanted: Request[];
	/** Mine to finish. */
	mine: Request[];
	/** Asked by me and still live, newest first. */
	asked: Request[];
	/** Live in my clusters and in somebody else's hands. */
	takenByOthers: Request[];
	/** Open anywhere in the network. */
	open: Request[];
}

export function planInbox<Request extends InboxRequest>(facts: InboxFacts<Request>): Inbox<Request> {
	const live = facts.requests.filter((request) => isLive(request.status)).sort(byPressure);
	const open = live.filter((request) => request.status === 'open');
	const taken = live.filter((request) => request.accepted_by !== null);
	return {
		wanted: open.filter((request) => facts.clusterIds.has(request.cluster_id)),
		mine: taken.filter((request) => request.accepted_by === facts.me),
		asked: live.filter((request) => facts.askedIds.has(request.request_id)).sort(byAge),
		takenByOthers: taken.filter(
			(request) => request.accepted_by !== facts.me && facts.clusterIds.has(request.cluster_id),
		),
		open,
	};
}

/** Closed requests as they are shown: newest first. */
export function sortDone<Request extends InboxRequest>(requests: readonly Request[]): Request[] {
	return requests.filter((request) => !isLive(request.status)).sort(byAge);
}

function byPressure(a: InboxRequest, b: InboxRequest): number {
	return a.priority - b.priority || Date.parse(a.created_at) - Date.parse(b.created_at);
}

function byAge(a: InboxRequest, b: InboxRequest): number {
	return Date.parse(b.created_at) - Date.parse(a.created_at);
}
