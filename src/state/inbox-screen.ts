/** What the list of requests is made of, for the screen and for what is kept of it (early-inbox.ts). Reactive where it is read in Svelte. */
import type { Row } from '#contracts/rows.ts';
import type { RequestFace } from '#domain/request-face.ts';
import type { Directory } from '#state/directory.svelte.ts';
import type { InboxState, InboxView } from '#state/inbox.svelte.ts';
import type { Notifications } from '#state/notifications.svelte.ts';
import type { Entry } from '#state/outbox.svelte.ts';
import type { Pending } from '#state/pending.svelte.ts';
import { isUnsent } from '#state/unsent.ts';
import type { Person } from '#sync/account.ts';

/** What the list is read from: the App is one. */
export interface ListSources {
	readonly person: Person;
	readonly directory: Directory;
	readonly inbox: InboxState;
	readonly pending: Pending;
	readonly notifications: Notifications;
}

export type SectionName = 'now' | 'mine' | 'asked' | 'waitingForSomeone' | 'takenByOthers' | 'open' | 'done';

export interface Section {
	name: SectionName;
	requests: readonly Row<'requests'>[];
}

/** The views this person has, in order; the first is the one to begin with. `count`: how many requests are in it. */
export function listViews({ inbox, directory }: ListSources): { value: InboxView; count?: number }[] {
	const lists = inbox.current;
	if (!directory.isSpecialist && !directory.isCoordinator)
		return [{ value: 'asked', count: lists.asked.length }, { value: 'done' }];
	return [
		{ value: 'forMe', count: lists.wanted.length + lists.mine.length + lists.asked.length },
		...(directory.isSpecialist
			? [{ value: 'clusters' as const, count: lists.wanted.length + lists.takenByOthers.length }]
			: []),
		{ value: 'open', count: lists.open.length },
		{ value: 'done' },
	];
}

export function sectionsOf(app: ListSources, view: InboxView): Section[] {
	const lists = app.inbox.current;
	switch (view) {
		case 'forMe':
			return [
				{ name: 'now', requests: lists.wanted },
				{ name: 'mine', requests: lists.mine },
				{ name: 'asked', requests: lists.asked },
			];
		case 'clusters':
			return [
				{ name: 'waitingForSomeone', requests: lists.wanted },
				{ name: 'takenByOthers', requests: lists.takenByOthers },
			];
		case 'open':
			return [{ name: 'open', requests: lists.open }];
		case 'asked':
			return [{ name: 'asked', requests: lists.asked }];
		case 'done':
			return [{ name: 'done', requests: app.inbox.done ?? [] }];
	}
}

/** A specialist who is in no cluster is wanted by nobody. */
export function isLonely({ directory }: ListSources): boolean {
	return directory.isSpecialist && directory.myMemberships.size === 0;
}

/** Nobody can call this person, who has joined a cluster for that. False until it is known. */
export function isUnreachable({ directory, notifications }: ListSources): boolean {
	return (
		directory.isSpecialist &&
		directory.myMemberships.size > 0 &&
		notifications.devices?.length === 0 &&
		!notifications.lost
	);
}

/** Accepted without network, or the answer has not come yet. */
export function waitingAcceptance({ pending }: ListSources, requestId: string): Entry | undefined {
	return pending.about(requestId).find(({ name }) => name === 'accept_request');
}

/** `taking`: it is being accepted on this screen, which says so by itself. */
export function describeRequest(app: ListSources, request: Row<'requests'>, taking = false): RequestFace {
	const { directory, pending } = app;
	const unsent = isUnsent(request);
	const waits = !taking && waitingAcceptance(app, request.request_id) !== undefined;
	const mayTake =
		request.status === 'open' &&
		!unsent &&
		!waits &&
		!pending.isSettling(request.request_id) &&
		directory.isSpecialist &&
		directory.isMemberForSure(request.cluster_id);
	const isMine = request.accepted_by === app.person.profile_id;
	return {
		request_id: request.request_id,
		title: request.title,
		priority: request.priority,
		status: request.status,
		created_at: request.created_at,
		municipality: directory.municipalityName(request.municipality_id),
		cluster: directory.clusterName(request.cluster_id),
		number: unsent ? undefined : request.number,
		helper: isMine ? undefined : directory.personName(request.accepted_by),
		waits,
		mayTake,
	};
}
