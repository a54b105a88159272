import { expect, test } from 'vitest';
import { type InboxRequest, planInbox, sortDone } from '#domain/inbox.ts';

const network = 'network';
const school = 'school';

function request(id: string, facts: Partial<InboxRequest> = {}): InboxRequest {
	return {
		request_id: id,
		priority: 3,
		status: 'open',
		cluster_id: network,
		accepted_by: null,
		created_at: '2026-11-23T13:00:00Z',
		...facts,
	};
}

function ids(requests: InboxRequest[]): string[] {
	return requests.map(({ request_id }) => request_id);
}

const facts = { me: 'anna', clusterIds: new Set([network]), askedIds: new Set<string>() };

test('a counter that stands still comes first, then what has waited longest', () => {
	const { wanted } = planInbox({
		...facts,
		requests: [
			request('new', { created_at: '2026-11-23T13:30:00Z' }),
			request('old', { created_at: '2026-11-22T08:00:00Z' }),
			request('counter', { priority: 1, created_at: '2026-11-23T13:58:00Z' }),
		],
	});
	expect(ids(wanted)).toEqual(['counter', 'old', 'new']);
});

test('a specialist is wanted in own clusters and sees the open ones of the others', () => {
	const inbox = planInbox({
		...facts,
		requests: [request('ours'), request('theirs', { cluster_id: school })],
	});
	expect(ids(inbox.wanted)).toEqual(['ours']);
	expect(ids(inbox.open)).toEqual(['ours', 'theirs']);
});

test('what I took is mine, what others took is theirs, in whatever state of work', () => {
	const inbox = planInbox({
		...facts,
		requests: [
			request('mine', { status: 'waiting', accepted_by: 'anna', cluster_id: school }),
			request('bens', { status: 'in_progress', accepted_by: 'ben' }),
			request('elsewhere', { status: 'accepted', accepted_by: 'ben', cluster_id: school }),
		],
	});
	expect(ids(inbox.mine)).toEqual(['mine']);
	expect(ids(inbox.takenByOthers)).toEqual(['bens']);
	expect(inbox.wanted).toEqual([]);
});

test('an office worker finds own requests, the newest first, and the finished ones apart', () => {
	const requests = [
		request('first'),
		request('second', { status: 'accepted', accepted_by: 'anna', created_at: '2026-11-23T14:00:00Z' }),
		request('solved', { status: 'resolved', accepted_by: 'anna' }),
		request('withdrawn', { status: 'cancelled', created_at: '2026-11-23T15:00:00Z' }),
	];
	const askedIds = new Set(requests.map(({ request_id }) => request_id));
	const inbox = planInbox({ me: 'lehmann', clusterIds: new Set(), askedIds, requests });
	expect(ids(inbox.asked)).toEqual(['second', 'first']);
	expect(ids(sortDone(requests))).toEqual(['withdrawn', 'solved']);
});
