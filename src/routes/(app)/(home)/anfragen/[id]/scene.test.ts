import { expect, test } from 'vitest';
import type { Row } from '#contracts/rows.ts';
import type { Entry } from '#state/outbox.svelte.ts';
import { mayUndo, planScene, type SceneFacts } from './scene.ts';

const me = 'd1000000-0000-4000-8000-000000000002';
const request_id = 'e1000000-0000-4000-8000-000000000001';
const other_id = 'e1000000-0000-4000-8000-000000000002';
const cluster_id = 'c1000000-0000-4000-8000-000000000001';
const command_id = 'f1000000-0000-4000-8000-000000000001';

const request: Row<'requests'> = {
	request_id,
	number: 1042,
	title: 'VPN getrennt',
	kind: 'incident',
	priority: 2,
	status: 'open',
	cluster_id,
	municipality_id: 'a1000000-0000-4000-8000-000000000001',
	accepted_by: null,
	accepted_at: null,
	alert_round: 1,
	created_at: '2026-11-24T13:00:00Z',
};
const idle = {
	accept_request: false,
	release_request: false,
	undo_acceptance: false,
	hand_over_request: false,
	offer_later: false,
	decline_request: false,
	withdraw_offer: false,
	take_offer: false,
	join_cluster: false,
};
const facts: SceneFacts = {
	request,
	me,
	isSpecialist: true,
	isMember: true,
	waiting: [],
	busy: idle,
	isSettling: false,
};
const taken: Row<'requests'> = { ...request, status: 'accepted', accepted_by: me };

type Deed = Pick<Entry, 'name'> & { args: object };
function waiting(...deeds: Deed[]): Entry[] {
	return deeds.map(
		(deed, order) =>
			({
				order,
				written_at: 0,
				state: 'waiting',
				failures: 0,
				not_before: 0,
				verdict: undefined,
				...deed,
			}) as Entry, // name and arguments belong together where they are written
	);
}
const create: Deed = {
	name: 'create_request',
	args: {
		command_id,
		request_id,
		cluster_id,
		title: 'VPN getrennt',
		body: '',
		priority: 2,
		kind: 'incident',
	},
};
const accept: Deed = { name: 'accept_request', args: { command_id, request_id } };
const release: Deed = { name: 'release_request', args: { command_id, request_id } };
const join: Deed = { name: 'join_cluster', args: { command_id, cluster_id } };

test.each<[string, Partial<SceneFacts>, string]>([
	['a member can take what is open', {}, 'take'],
	['a specialist joins first', { isMember: false }, 'join'],
	['an office worker has nothing to press', { isSpecialist: false, isMember: false }, 'nothing'],
	['whoever has it can give it back', { request: taken }, 'mine'],
	[
		'of somebody else’s there is nothing to press',
		{ request: { ...taken, accepted_by: other_id } },
		'nothing',
	],
	[
		'what is closed needs nobody',
		{ request: { ...request, status: 'resolved', accepted_by: me } },
		'nothing',
	],
	['what the server does not know can be taken back', { waiting: waiting(create) }, 'unsent'],
	['an acceptance without answer waits and never looks accepted', { waiting: waiting(accept) }, 'waits'],
	[
		'a moment after the press the button says so itself',
		{ waiting: waiting(accept), busy: { ...idle, accept_request: true } },
		'take',
	],
	['giving back without answer waits', { request: taken, waiting: waiting(release) }, 'waits'],
	['whoever has just joined without network cannot accept yet', { waiting: waiting(join) }, 'waits'],
	[
		'while joining is under way its button stays',
		{ waiting: waiting(join), busy: { ...idle, join_cluster: true } },
		'join',
	],
	[
		'what waits about another request of the cluster is not about this one',
		{ waiting: waiting({ ...create, args: { ...create.args, request_id: other_id } }) },
		'take',
	],
	[
		'a file that is being uploaded keeps nobody from accepting',
		{ waiting: waiting({ name: 'attach_file', args: { command_id, request_id, name: 'foto.jpg' } }) },
		'take',
	],
	[
		'an offer without answer waits, and nothing is taken meanwhile',
		{ waiting: waiting({ name: 'offer_later', args: { command_id, request_id, available_at: null } }) },
		'waits',
	],
	[
		'taking an offer without answer waits, also for who only asks',
		{
			isSpecialist: false,
			isMember: false,
			waiting: waiting({ name: 'take_offer', args: { command_id, request_id, profile_id: other_id } }),
		},
		'waits',
	],
	[
		'helping along keeps nobody from accepting',
		{ waiting: waiting({ name: 'join_request', args: { command_id, request_id } }) },
		'take',
	],
	['confirmed and not yet here: nothing to press', { isSettling: true }, 'nothing'],
])('%s', (_fact, given, kind) => {
	expect(planScene({ ...facts, ...given }).kind).toBe(kind);
});

test.each<[string, Partial<Row<'requests'>>, boolean]>([
	['a moment ago', {}, true],
	['a minute ago', { accepted_at: '2026-11-24T13:59:00Z' }, false],
	['at a time this device calls the future', { accepted_at: '2026-11-24T14:00:20Z' }, true],
	['by somebody else', { accepted_by: other_id }, false],
	['and begun', { status: 'in_progress' }, false],
	['and given back', { status: 'open', accepted_by: null, accepted_at: null }, false],
])('what was accepted %s may be undone: %j, %s', (_fact, given, expected) => {
	const accepted: Row<'requests'> = { ...taken, accepted_at: '2026-11-24T13:59:30Z', ...given };
	expect(mayUndo(accepted, me, new Date('2026-11-24T14:00:00Z'))).toBe(expected);
});
