import { describe, expect, test } from 'vitest';
import type { CommandArguments } from '#contracts/commands.ts';
import type { Row, TableName } from '#contracts/rows.ts';
import type { Entry, EntryOf, KeptCommand } from '#local/outbox.ts';
import { effects, layOver, unnumbered, waitingFor } from '#local/overlay.ts';
import { attachmentRow, detailsRow, idOf, me, requestRow } from '#tests/fakes/device.ts';

const doer = { profile_id: me, municipality_id: idOf('e', 1) };
const ben = 'd1000000-0000-4000-8000-000000000003';
const writtenAt = Date.parse('2026-11-24T08:00:00Z');
const writtenIso = '2026-11-24T08:00:00.000Z';

function entry<Name extends KeptCommand>(
	name: Name,
	args: Omit<CommandArguments<Name>, 'command_id'>,
	rest: Partial<EntryOf<Name>> = {},
): Entry {
	return {
		order: 1,
		name,
		args: { command_id: idOf('9', 1), ...args },
		written_at: writtenAt,
		state: 'waiting',
		failures: 0,
		not_before: 0,
		verdict: undefined,
		...rest,
		// Name and arguments belong together, which the parameters above have checked.
	} as Entry;
}

const ask = {
	request_id: idOf('a', 9),
	cluster_id: idOf('c', 1),
	title: '  Der Drucker  ',
	body: ' Er druckt nicht. ',
	priority: 2,
	kind: 'incident',
} as const;
const askedRow = requestRow(9, { number: unnumbered, title: 'Der Drucker', created_at: writtenIso });
const file = {
	attachment_id: idOf('f', 101),
	request_id: idOf('a', 1),
	name: 'bild.png',
	content_type: 'image/png',
	bytes: 3,
};
const cluster = { cluster_id: idOf('c', 1) };

const settings: Row<'notification_settings'> = {
	profile_id: me,
	later: 'half_hour',
	quiet_hours: [],
	quiet_on_holidays: false,
	break_through: 1,
	paused_until: null,
	muted_cluster_ids: [],
	check_weekday: 2,
	second_channel: true,
	check_hour: 9,
};

function member(profileId: string, number = 1): Row<'cluster_members'> {
	return {
		cluster_member_id: idOf('9', number),
		cluster_id: idOf('c', 1),
		profile_id: profileId,
		role: 'member',
		paused_until: null,
		joined_at: writtenIso,
	};
}

function profile(profileId: string, language: 'de' | 'en'): Row<'profiles'> {
	return {
		profile_id: profileId,
		display_name: 'Anna',
		municipality_id: null,
		building_id: idOf('b', 7),
		status: 'active',
		language,
	};
}

const words = { title: 'Toner', summary: 'Kurz', body: 'Lang' };
function article(rest: Partial<Row<'articles'>> = {}): Row<'articles'> {
	return {
		article_id: idOf('b', 1),
		cluster_id: idOf('c', 1),
		author_id: me,
		...words,
		status: 'draft',
		updated_at: writtenIso,
		published_at: null,
		...rest,
	};
}
const theArticle = { article_id: idOf('b', 1) };

/** One thing that was done: to rows of a table as the server said them, and how they look then. */
function shows<Table extends TableName>(
	fact: string,
	table: Table,
	before: Row<Table>[],
	pending: Entry | Entry[],
	after: Row<Table>[],
): void {
	test(fact, () => {
		const frozen = structuredClone(before);
		expect(layOver(table, before, [pending].flat(), doer)).toEqual(after);
		expect(before).toEqual(frozen);
	});
}

describe('a request that was asked offline', () => {
	const created = entry('create_request', ask);
	shows(
		'is there at once, without a number, where the person belongs',
		'requests',
		[requestRow(1)],
		created,
		[requestRow(1), askedRow],
	);
	shows(
		'belongs to the place that was chosen',
		'requests',
		[],
		entry('create_request', { ...ask, municipality_id: idOf('e', 7) }),
		[{ ...askedRow, municipality_id: idOf('e', 7) }],
	);
	shows('has its text, and nothing where nothing was said', 'request_details', [detailsRow(1)], created, [
		detailsRow(1),
		{
			request_id: idOf('a', 9),
			requester_id: me,
			body: 'Er druckt nicht.',
			place: '',
			callback: '',
			reach: null,
		},
	]);
	shows(
		'has the number that the server has given it',
		'requests',
		[],
		entry('create_request', ask, {
			state: 'done',
			verdict: { outcome: 'created', request: { id: idOf('a', 9), number: 47 } },
		}),
		[{ ...askedRow, number: 47 }],
	);
	shows(
		'is what the server says as soon as it says something',
		'requests',
		[requestRow(9, { status: 'accepted', accepted_by: ben })],
		created,
		[requestRow(9, { status: 'accepted', accepted_by: ben })],
	);
	shows('does not replace the text the server has', 'request_details', [detailsRow(9)], created, [
		detailsRow(9),
	]);
	test('belongs nowhere while the device does not know where its person does', () => {
		const nobody = { profile_id: me, municipality_id: null };
		expect(layOver('requests', [], [created], nobody)[0]?.municipality_id).toBe('');
	});
});

describe('what only the server decides', () => {
	const request = { request_id: idOf('a', 1) };
	test.each([
		entry('accept_request', request),
		entry('release_request', request),
		entry('hand_over_request', { ...request, cluster_id: idOf('c', 2) }),
	])('leaves the request as it is: $name', (pending) => {
		expect(layOver('requests', [requestRow(1)], [pending], doer)).toEqual([requestRow(1)]);
		expect(effects[pending.name]).toEqual({});
	});
});

describe('a file that waits', () => {
	const attached = entry('attach_file', file);
	const waits = { ...attachmentRow(1, 1), created_at: writtenIso };
	shows('is among the files of its request', 'attachments', [attachmentRow(2, 1)], attached, [
		attachmentRow(2, 1),
		waits,
	]);
	shows('is there once when the server has it', 'attachments', [attachmentRow(1, 1)], attached, [
		attachmentRow(1, 1),
	]);
});

describe('a cluster', () => {
	const join = entry('join_cluster', cluster);
	const leave = entry('leave_cluster', cluster);
	shows('has its new member at once', 'cluster_members', [member(ben, 2)], join, [
		member(ben, 2),
		member(me),
	]);
	shows('has no member twice', 'cluster_members', [member(me, 3)], join, [member(me, 3)]);
	shows('loses whoever leaves, and nobody else', 'cluster_members', [member(me), member(ben, 2)], leave, [
		member(ben, 2),
	]);
	shows('keeps whoever left and came back', 'cluster_members', [member(me, 3)], [leave, join], [member(me)]);
	shows('does not have whoever came and left', 'cluster_members', [], [join, leave], []);
});

describe('whoever helps along', () => {
	const its = { request_id: idOf('e', 1) };
	const join = entry('join_request', its);
	const leave = entry('leave_request', its);
	function helper(profileId: string, number?: number): Row<'request_people'> {
		const request_person_id = number === undefined ? join.args.command_id : idOf('9', number);
		return { request_person_id, ...its, profile_id: profileId, role: 'helper' };
	}
	shows('is there at once', 'request_people', [helper(ben, 2)], join, [helper(ben, 2), helper(me)]);
	shows('is there once when the server knows', 'request_people', [helper(me, 3)], join, [helper(me, 3)]);
	shows('is gone at once, and nobody else is', 'request_people', [helper(me, 3), helper(ben, 2)], leave, [
		helper(ben, 2),
	]);
	shows('leaves the request as it is', 'requests', [requestRow(1)], [join, leave], [requestRow(1)]);
});

describe('an offer', () => {
	const its = { request_id: requestRow(1).request_id };
	shows(
		'says nothing of the request before the server has said it',
		'requests',
		[requestRow(1)],
		[
			entry('offer_later', { ...its, available_at: null }),
			entry('take_offer', { ...its, profile_id: ben }),
			entry('undo_acceptance', its),
		],
		[requestRow(1)],
	);
});

describe('what a person wants of their notifications', () => {
	shows(
		'is, for "later", what was chosen last',
		'notification_settings',
		[settings],
		[entry('set_later', { later: 'tomorrow' }), entry('set_later', { later: 'by_phone' })],
		[{ ...settings, later: 'by_phone' }],
	);
	shows(
		'is chosen for the first time',
		'notification_settings',
		[],
		entry('set_later', { later: 'tomorrow' }),
		[{ ...settings, later: 'tomorrow' }],
	);
	shows(
		'is, for the weekly check, what was chosen last, and leaves the rest',
		'notification_settings',
		[{ ...settings, later: 'by_phone' }],
		[entry('set_weekly_check', { weekday: 1, hour: 7 }), entry('set_weekly_check', { weekday: 5, hour: 14 })],
		[{ ...settings, later: 'by_phone', check_weekday: 5, check_hour: 14 }],
	);
});

describe('what a person wants of their notifications', () => {
	const span = { day: 1, from: '17:00', until: '07:00' } as const;
	const quiet = { quiet_hours: [span], quiet_on_holidays: true, break_through: 2 as const };
	const [network, phones] = [idOf('c', 1), idOf('c', 2)];
	shows(
		'are the quiet hours chosen last, and all else as it was',
		'notification_settings',
		[{ ...settings, later: 'by_phone', quiet_hours: [{ ...span, day: 5 }] }],
		[entry('set_quiet_hours', { ...quiet, break_through: 0 }), entry('set_quiet_hours', quiet)],
		[{ ...settings, later: 'by_phone', ...quiet }],
	);
	shows(
		'is the mail on silence as it was chosen last, and all else as it was',
		'notification_settings',
		[{ ...settings, later: 'by_phone' }],
		[
			entry('set_second_channel', { second_channel: true }),
			entry('set_second_channel', { second_channel: false }),
		],
		[{ ...settings, later: 'by_phone', second_channel: false }],
	);
	shows('is chosen for the first time', 'notification_settings', [], entry('set_quiet_hours', quiet), [
		{ ...settings, ...quiet },
	]);
	shows(
		'is a pause, until it is ended',
		'notification_settings',
		[{ ...settings, later: 'by_phone' }],
		[
			entry('set_pause', { paused_until: '2026-12-24T07:00:00Z', leaves_gap: false }),
			entry('set_pause', { paused_until: null, leaves_gap: false }),
			entry('set_pause', { paused_until: '2026-12-01T07:00:00Z', leaves_gap: false }),
		],
		[{ ...settings, later: 'by_phone', paused_until: '2026-12-01T07:00:00Z' }],
	);
	shows(
		'is silence of a cluster, once however often it is said',
		'notification_settings',
		[{ ...settings, muted_cluster_ids: [phones] }],
		[
			entry('set_muted_cluster', { cluster_id: network, muted: true }),
			entry('set_muted_cluster', { cluster_id: network, muted: true }),
		],
		[{ ...settings, muted_cluster_ids: [phones, network] }],
	);
	shows(
		'is no silence any more once it is taken back or the cluster is left',
		'notification_settings',
		[{ ...settings, muted_cluster_ids: [network, phones] }],
		[
			entry('set_muted_cluster', { cluster_id: network, muted: false }),
			entry('leave_cluster', { cluster_id: phones }),
		],
		[settings],
	);
});

const device = {
	device_id: crypto.randomUUID(),
	profile_id: me,
	label: 'Handy',
	platform: 'android',
	registered_at: '2026-11-26T08:00:00Z',
	last_seen_at: '2026-11-26T08:00:00Z',
	shows_content: true,
	alerts: true,
	removed_at: null,
};
const other = { ...device, device_id: crypto.randomUUID() };

describe('what a lock screen says', () => {
	shows(
		'is hidden on the chosen device alone',
		'devices',
		[device, other],
		entry('set_lock_screen', { device_id: device.device_id, shows_content: false }),
		[{ ...device, shows_content: false }, other],
	);
});

describe('whether a device takes alerts', () => {
	shows(
		'is said of the chosen device alone',
		'devices',
		[device, other],
		entry('set_device_alerts', { device_id: other.device_id, alerts: false }),
		[device, { ...other, alerts: false }],
	);
});

describe('a language', () => {
	shows(
		'is the one that was chosen last, for this person only',
		'profiles',
		[profile(me, 'de'), profile(ben, 'de')],
		[entry('set_language', { language: 'de' }), entry('set_language', { language: 'en' })],
		[profile(me, 'en'), profile(ben, 'de')],
	);
});

describe('a profile', () => {
	shows(
		'has the name its owner gave it, and nobody else’s changes',
		'profiles',
		[profile(me, 'de'), profile(ben, 'de')],
		[entry('save_profile', { display_name: ' Anna R. ', shows_phone: true, shows_email: false })],
		[{ ...profile(me, 'de'), display_name: 'Anna R.' }, profile(ben, 'de')],
	);
	const said = { display_name: 'Anna', shows_phone: true, shows_email: false };
	shows(
		'has the building that was chosen last, or none',
		'profiles',
		[profile(me, 'de'), profile(ben, 'de')],
		[
			entry('save_profile', { ...said, building_id: null }),
			entry('save_profile', { ...said, building_id: idOf('b', 8) }),
			entry('save_profile', said),
		],
		[{ ...profile(me, 'de'), building_id: idOf('b', 8) }, profile(ben, 'de')],
	);
	shows(
		'has no building when none was said to be chosen',
		'profiles',
		[profile(me, 'de')],
		[entry('save_profile', { ...said, building_id: null })],
		[{ ...profile(me, 'de'), building_id: null }],
	);
});

describe('a how-to', () => {
	const saved = entry('save_article', {
		...theArticle,
		...cluster,
		title: ' Toner ',
		summary: ' Kurz ',
		body: ' Lang ',
	});
	const before = '2026-11-01T08:00:00.000Z';
	shows('is a draft of its author once it is written', 'articles', [], saved, [article()]);
	shows(
		'that others wrote keeps its author and state when its words change',
		'articles',
		[article({ author_id: ben, status: 'published', published_at: before, updated_at: before, body: 'Alt' })],
		saved,
		[article({ author_id: ben, status: 'published', published_at: before })],
	);
	shows(
		'is published, and no other',
		'articles',
		[article({ article_id: idOf('b', 2) }), article()],
		entry('publish_article', theArticle),
		[article({ article_id: idOf('b', 2) }), article({ status: 'published', published_at: writtenIso })],
	);
	shows(
		'is archived, and no other',
		'articles',
		[article({ article_id: idOf('b', 2) }), article()],
		entry('archive_article', theArticle),
		[article({ article_id: idOf('b', 2) }), article({ status: 'archived' })],
	);
	shows(
		'is gone once it is deleted, and no other',
		'articles',
		[article({ article_id: idOf('b', 2) }), article()],
		entry('delete_article', theArticle),
		[article({ article_id: idOf('b', 2) })],
	);
	shows(
		'is written and published in the order in which it was done',
		'articles',
		[],
		[saved, entry('publish_article', theArticle)],
		[article({ status: 'published', published_at: writtenIso })],
	);
});

test('tables that a command does not touch stay the very same', () => {
	const rows = [requestRow(1)];
	expect(layOver('requests', rows, [entry('set_language', { language: 'en' })], doer)).toBe(rows);
});

test('what waits about a thing is found by its id; what was decided does not wait', () => {
	const onRequest = entry('accept_request', { request_id: idOf('a', 1) });
	const onFile = entry('attach_file', file);
	const onArticle = entry('publish_article', theArticle);
	const handOver = entry('hand_over_request', { request_id: idOf('a', 2), ...cluster });
	const decided = entry('release_request', { request_id: idOf('a', 1) }, { state: 'done' });
	const pending = [onRequest, onFile, onArticle, handOver, decided];
	expect(waitingFor(idOf('a', 1), pending)).toEqual([onRequest, onFile]);
	expect(waitingFor(idOf('f', 101), pending)).toEqual([onFile]);
	expect(waitingFor(idOf('b', 1), pending)).toEqual([onArticle]);
	expect(waitingFor(idOf('c', 1), pending)).toEqual([handOver]);
	expect(waitingFor(idOf('9', 1), pending)).toEqual([]);
});
