/*
 * What the person did, laid over what the server said, at read: pure functions, one per command. Undoing an effect is deleting its entry in
 * the outbox. An effect never claims what only the server decides: taking, giving back, handing over and all about offers leave the request as
 * it is, screens mark it as waiting (`waitingFor`).
 */
import type { CommandArguments } from '#contracts/commands.ts';
import type { Row } from '#contracts/rows.ts';
import { rowKeys, type TableName } from '#contracts/tables.ts';
import { usualBreakThrough } from '#domain/availability-words.ts';
import { usualLater } from '#domain/later-choice.ts';
import { usualCheck } from '#domain/usual-check.ts';
import type { Entry, KeptCommand } from '#local/outbox.ts';

/** Who did it. `municipality_id`: where a request without a place of its own belongs to. */
export interface Doer {
	profile_id: string;
	municipality_id: string | null;
}

/** What one command does to the rows of one table; tables not named stay as they are. */
type Effects<Name extends KeptCommand> = {
	[Table in TableName]?: (
		rows: Row<Table>[],
		args: CommandArguments<Name>,
		how: { doer: Doer; entry: Entry },
	) => Row<Table>[];
};

/** The number of a request the server has not numbered yet. */
export const unnumbered = 0;

export const effects: { [Name in KeptCommand]: Effects<Name> } = {
	create_request: {
		requests: (rows, args, { doer, entry }) =>
			rows.some((row) => row.request_id === args.request_id)
				? rows
				: [
						...rows,
						{
							request_id: args.request_id,
							number: numberOf(entry),
							title: args.title.trim(),
							kind: args.kind,
							priority: args.priority,
							status: 'open',
							cluster_id: args.cluster_id,
							municipality_id: args.municipality_id ?? doer.municipality_id ?? '',
							accepted_by: null,
							accepted_at: null,
							alert_round: 1,
							created_at: new Date(entry.written_at).toISOString(),
						},
					],
		request_details: (rows, args, { doer }) =>
			rows.some((row) => row.request_id === args.request_id)
				? rows
				: [
						...rows,
						{
							request_id: args.request_id,
							requester_id: doer.profile_id,
							body: args.body.trim(),
							place: args.place?.trim() ?? '',
							callback: args.callback?.trim() ?? '',
							reach: null,
						},
					],
	},
	accept_request: {},
	release_request: {},
	undo_acceptance: {},
	hand_over_request: {},
	// An offer holds once the others can see it.
	offer_later: {},
	decline_request: {},
	withdraw_offer: {},
	take_offer: {},
	join_request: {
		request_people: (rows, args, { doer }) =>
			rows.some((row) => row.request_id === args.request_id && row.profile_id === doer.profile_id)
				? rows
				: [
						...rows,
						{
							request_person_id: args.command_id,
							request_id: args.request_id,
							profile_id: doer.profile_id,
							role: 'helper',
						},
					],
	},
	leave_request: {
		request_people: (rows, args, { doer }) =>
			rows.filter((row) => row.request_id !== args.request_id || row.profile_id !== doer.profile_id),
	},
	attach_file: {
		attachments: (rows, args, { doer, entry }) =>
			rows.some((row) => row.attachment_id === args.attachment_id)
				? rows
				: [
						...rows,
						{
							attachment_id: args.attachment_id,
							request_id: args.request_id,
							uploader_id: doer.profile_id,
							name: args.name,
							content_type: args.content_type,
							bytes: args.bytes,
							created_at: new Date(entry.written_at).toISOString(),
						},
					],
	},
	join_cluster: {
		cluster_members: (rows, args, { doer, entry }) =>
			rows.some((row) => row.cluster_id === args.cluster_id && row.profile_id === doer.profile_id)
				? rows
				: [
						...rows,
						{
							cluster_member_id: args.command_id,
							cluster_id: args.cluster_id,
							profile_id: doer.profile_id,
							role: 'member',
							paused_until: null,
							joined_at: new Date(entry.written_at).toISOString(),
						},
					],
	},
	leave_cluster: {
		cluster_members: (rows, args, { doer }) =>
			rows.filter((row) => row.cluster_id !== args.cluster_id || row.profile_id !== doer.profile_id),
		// A mute does not outlive the membership.
		notification_settings: (rows, { cluster_id }, { doer }) =>
			rows.map((row) =>
				row.profile_id === doer.profile_id
					? { ...row, muted_cluster_ids: row.muted_cluster_ids.filter((id) => id !== cluster_id) }
					: row,
			),
	},
	save_profile: {
		profiles: (rows, args, { doer }) =>
			rows.map((row) =>
				row.profile_id === doer.profile_id
					? {
							...row,
							display_name: args.display_name.trim(),
							building_id: args.building_id === undefined ? row.building_id : args.building_id,
						}
					: row,
			),
	},
	set_later: {
		notification_settings: (rows, { later }, { doer }) => settle(rows, doer, { later }),
	},
	set_quiet_hours: {
		notification_settings: (rows, { quiet_hours, quiet_on_holidays, break_through }, { doer }) =>
			settle(rows, doer, { quiet_hours, quiet_on_holidays, break_through }),
	},
	set_muted_cluster: {
		notification_settings: (rows, { cluster_id, muted }, { doer }) => {
			const others = ownSettings(rows, doer).muted_cluster_ids.filter((id) => id !== cluster_id);
			return settle(rows, doer, { muted_cluster_ids: muted ? [...others, cluster_id] : others });
		},
	},
	set_pause: {
		notification_settings: (rows, { paused_until }, { doer }) => settle(rows, doer, { paused_until }),
	},
	set_device_alerts: {
		devices: (rows, args) =>
			rows.map((row) => (row.device_id === args.device_id ? { ...row, alerts: args.alerts } : row)),
	},
	set_weekly_check: {
		notification_settings: (rows, { weekday, hour }, { doer }) =>
			settle(rows, doer, { check_weekday: weekday, check_hour: hour }),
	},
	set_second_channel: {
		notification_settings: (rows, { second_channel }, { doer }) => settle(rows, doer, { second_channel }),
	},
	set_lock_screen: {
		devices: (rows, args) =>
			rows.map((row) =>
				row.device_id === args.device_id ? { ...row, shows_content: args.shows_content } : row,
			),
	},
	set_language: {
		profiles: (rows, args, { doer }) =>
			rows.map((row) => (row.profile_id === doer.profile_id ? { ...row, language: args.language } : row)),
	},
	save_article: {
		articles: (rows, args, { doer, entry }) => {
			const { article_id, cluster_id, title, summary, body } = args;
			const former = rows.find((row) => row.article_id === article_id);
			const saved: Row<'articles'> = {
				status: 'draft',
				author_id: doer.profile_id,
				published_at: null,
				...former,
				article_id,
				cluster_id,
				title: title.trim(),
				summary: summary.trim(),
				body: body.trim(),
				updated_at: new Date(entry.written_at).toISOString(),
			};
			return [...rows.filter((row) => row !== former), saved];
		},
	},
	publish_article: {
		articles: (rows, args, { entry }) =>
			rows.map((row) =>
				row.article_id === args.article_id
					? { ...row, status: 'published', published_at: new Date(entry.written_at).toISOString() }
					: row,
			),
	},
	archive_article: {
		articles: (rows, args) =>
			rows.map((row) => (row.article_id === args.article_id ? { ...row, status: 'archived' } : row)),
	},
	delete_article: {
		articles: (rows, args) => rows.filter((row) => row.article_id !== args.article_id),
	},
};

/** What the person has chosen; of whoever has chosen nothing, what the columns begin with. */
export function ownSettings(
	rows: Row<'notification_settings'>[],
	{ profile_id }: Pick<Doer, 'profile_id'>,
): Row<'notification_settings'> {
	return (
		rows.find((row) => row.profile_id === profile_id) ?? {
			profile_id,
			later: usualLater,
			quiet_hours: [],
			quiet_on_holidays: false,
			break_through: usualBreakThrough,
			paused_until: null,
			muted_cluster_ids: [],
			check_weekday: usualCheck.weekday,
			check_hour: usualCheck.hour,
			second_channel: true,
		}
	);
}

function settle(
	rows: Row<'notification_settings'>[],
	doer: Doer,
	chosen: Partial<Row<'notification_settings'>>,
): Row<'notification_settings'>[] {
	const own = ownSettings(rows, doer);
	return [...rows.filter((row) => row.profile_id !== doer.profile_id), { ...own, ...chosen }];
}

function numberOf(entry: Entry): number {
	const verdict = entry.name === 'create_request' ? entry.verdict : undefined;
	return verdict?.outcome === 'created' ? verdict.request.number : unnumbered;
}

/** `rows` of one table as they are once everything pending has been carried out, in the order in which it was done. Pure. */
export function layOver<Table extends TableName>(
	table: Table,
	rows: Row<Table>[],
	pending: readonly Entry[],
	doer: Doer,
): Row<Table>[] {
	let laid = rows;
	for (const entry of pending) {
		// Entry and effect have the same name; TypeScript forgets that in a lookup by a name that may be any.
		const effect = effects[entry.name][table] as
			| ((rows: Row<Table>[], args: Entry['args'], how: { doer: Doer; entry: Entry }) => Row<Table>[])
			| undefined;
		if (effect !== undefined) laid = effect(laid, entry.args, { doer, entry });
	}
	return laid;
}

/** Commands about one thing that the server has not answered, oldest first. `id`: of a request, cluster, article or file. */
export function waitingFor(id: string, pending: readonly Entry[]): Entry[] {
	const keys: readonly string[] = [rowKeys.requests, rowKeys.clusters, rowKeys.articles, rowKeys.attachments];
	return pending.filter(
		(entry) =>
			entry.state === 'waiting' &&
			Object.entries(entry.args).some(([key, value]) => keys.includes(key) && value === id),
	);
}
