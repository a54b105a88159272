/** Rows as a pull answers them: the server's truth, cached on devices unchanged. Times are ISO 8601 with offset. */
import * as z from 'zod/mini';
import { breakThroughs } from '#domain/availability-words.ts';
import { escalationTargets } from '#domain/escalation.ts';
import { laterChoices } from '#domain/later-choice.ts';
import { priorities, requestKinds, requestStatuses } from '#domain/request.ts';
import { testCauses, testOutcomes } from '#domain/test-words.ts';
import { quietSpan } from './quiet-span.ts';
import { rowKeys, type TableName, tableNames } from './tables.ts';

const id = z.uuid();
const time = z.string();

export const rowSchemas = {
	municipalities: z.object({
		municipality_id: id,
		slug: z.string(),
		name: z.string(),
		/** Null while it takes part. */
		left_at: z.nullable(time),
	}),
	buildings: z.object({
		building_id: id,
		municipality_id: id,
		name: z.string(),
		address: z.string(),
		/** Null while it can be chosen. */
		removed_at: z.nullable(time),
	}),
	profiles: z.object({
		profile_id: id,
		display_name: z.string(),
		municipality_id: z.nullable(id),
		building_id: z.nullable(id),
		status: z.enum(['pending', 'active', 'left']),
		language: z.enum(['de', 'en']),
	}),
	profile_contacts: z.object({ profile_id: id, phone: z.string(), email: z.string() }),
	roles: z.object({
		role_id: id,
		profile_id: id,
		role: z.enum(['specialist', 'coordinator', 'office', 'council']),
	}),
	clusters: z.object({
		cluster_id: id,
		slug: z.string(),
		name: z.string(),
		description: z.string(),
		position: z.number(),
	}),
	cluster_members: z.object({
		cluster_member_id: id,
		cluster_id: id,
		profile_id: id,
		role: z.enum(['member', 'owner']),
		paused_until: z.nullable(time),
		joined_at: time,
	}),
	requests: z.object({
		request_id: id,
		number: z.number(),
		title: z.string(),
		kind: z.enum(requestKinds),
		priority: z.literal(priorities),
		status: z.enum(requestStatuses),
		cluster_id: id,
		municipality_id: id,
		accepted_by: z.nullable(id),
		accepted_at: z.nullable(time),
		alert_round: z.number(),
		created_at: time,
	}),
	request_details: z.object({
		request_id: id,
		requester_id: id,
		body: z.string(),
		place: z.string(),
		callback: z.string(),
		/** Null until its first alert was counted. Numbers of people, except `devices`. */
		reach: z.nullable(
			z.object({
				alert_round: z.number(),
				/** Handed to a push service; says nothing of their phones. */
				people: z.number(),
				/** That have shown it. */
				devices: z.number(),
				/** Still in our queue. */
				waiting: z.number(),
				/** No push service takes messages for them. */
				failed: z.number(),
				resting: z.number(),
				without_device: z.number(),
				/** Mails that a mail server has taken for them. */
				mailed: z.optional(z.number()),
				/** Reports that the webhook of the network has taken. */
				reported: z.optional(z.number()),
			}),
		),
	}),
	request_events: z.object({
		request_event_id: id,
		request_id: id,
		kind: z.enum([
			'created',
			'alerted',
			'accepted',
			'released',
			'later',
			'declined',
			'withdrawn',
			'offer_taken',
			'handed_over',
		]),
		actor_id: z.nullable(id),
		/**
		 * `alerted`: how many people and devices were put on their way, and why others were not. `handed_over`: the cluster it went to.
		 * `released`: whether it was taken back within the minute after accepting. `later`: when help was offered, or by phone only; it and
		 * `declined` and `withdrawn`: of which round.
		 */
		facts: z.object({
			people: z.optional(z.number()),
			devices: z.optional(z.number()),
			paused: z.optional(z.number()),
			without_device: z.optional(z.number()),
			/** Quiet hours and muted clusters. */
			resting: z.optional(z.number()),
			target: z.optional(z.enum(escalationTargets)),
			/** The same step once more. */
			again: z.optional(z.boolean()),
			/** Whoever it could reach had been alerted already. */
			covered: z.optional(z.boolean()),
			/** Nothing of the step before had arrived. */
			early: z.optional(z.boolean()),
			ended: z.optional(z.enum(['exhausted', 'age'])),
			cluster_id: z.optional(id),
			undone: z.optional(z.boolean()),
			available_at: z.optional(time),
			by_phone: z.optional(z.boolean()),
			alert_round: z.optional(z.number()),
		}),
		happened_at: time,
	}),
	request_people: z.object({
		request_person_id: id,
		request_id: id,
		profile_id: id,
		role: z.enum(['helper']),
	}),
	attachments: z.object({
		attachment_id: id,
		request_id: id,
		uploader_id: z.nullable(id),
		name: z.string(),
		content_type: z.string(),
		bytes: z.number(),
		created_at: time,
	}),
	articles: z.object({
		article_id: id,
		cluster_id: id,
		author_id: z.nullable(id),
		title: z.string(),
		summary: z.string(),
		body: z.string(),
		status: z.enum(['draft', 'published', 'archived']),
		updated_at: time,
		published_at: z.nullable(time),
	}),
	devices: z.object({
		device_id: id,
		profile_id: id,
		label: z.string(),
		platform: z.string(),
		registered_at: time,
		last_seen_at: time,
		/** Whether its notifications say what they are about. */
		shows_content: z.boolean(),
		/** Whether it takes alerts. */
		alerts: z.boolean(),
		removed_at: z.nullable(time),
	}),
	/** One's own; none until something was chosen. */
	notification_settings: z.object({
		profile_id: id,
		later: z.enum(laterChoices),
		quiet_hours: z.array(quietSpan),
		quiet_on_holidays: z.boolean(),
		/** Requests of this priority or a more urgent one get through quiet hours; 0: none. */
		break_through: z.literal(breakThroughs),
		/** Null or past: no pause. */
		paused_until: z.nullable(time),
		muted_cluster_ids: z.array(id),
		/** When a silent device is checked: 1 is Monday, the full hour in Berlin. */
		check_weekday: z.number(),
		check_hour: z.number(),
		/** Whether a mail follows an alert that reaches none of the devices. */
		second_channel: z.boolean(),
	}),
	/** One's own, of the last 90 days. */
	test_alarms: z.object({
		test_alarm_id: id,
		profile_id: id,
		device_id: id,
		cause: z.enum(testCauses),
		started_at: time,
		expires_at: time,
		/** When the push service took it. */
		sent_at: z.nullable(time),
		/** When the device has shown it. */
		arrived_at: z.nullable(time),
		/** When the person said that they had seen it. */
		confirmed_at: z.nullable(time),
		outcome: z.enum(testOutcomes),
	}),
} as const satisfies Record<TableName, z.ZodMiniType>;

export { rowKeys, type TableName, tableNames };
export type Row<Name extends TableName> = z.infer<(typeof rowSchemas)[Name]>;

function isTableName(name: string): name is TableName {
	return name in rowSchemas;
}

const answer = z.object({
	/** Opaque: sent back as it came. */
	cursor: z.string(),
	/** There is another page: ask again at once, with this cursor. */
	more: z.boolean(),
	/** Closed requests made before this time need not be kept any longer. */
	kept_since: time,
	/** Of each table a list of rows (`pull_changes`) or a list per column (`pull_columns`, which travels smaller). */
	rows: z.record(z.string(), z.union([z.array(z.unknown()), z.record(z.string(), z.array(z.unknown()))])),
	/** Ids the person may no longer see or need not keep. */
	gone: z.array(z.tuple([z.string(), id])),
	/**
	 * Stretches of which this page is all there is, by key after the first and up to the second id (null: open): what a device holds in one and
	 * the page does not bring is gone. Stretches of the parts of a case go by `request_id`.
	 */
	replaced: z.array(z.tuple([z.string(), z.nullable(id), z.nullable(id)])),
});

export type Rows = { [Name in TableName]: Row<Name>[] };

/** One page of what changed. */
export interface Changes {
	cursor: string;
	more: boolean;
	kept_since: string;
	rows: Rows;
	gone: [TableName, string][];
	replaced: [TableName, string | null, string | null][];
	/** Rows that this version of the app does not understand. They count as gone: half-understood ones would be lies. */
	unread: number;
}

/** Rows of the lists that columns came as; undefined when there are none or not of one length: nobody can tell what belongs together. */
function asRows(found: unknown[] | Record<string, unknown[]>): unknown[] | undefined {
	if (Array.isArray(found)) return found;
	const columns = Object.entries(found);
	const count = columns[0]?.[1].length;
	if (columns.some(([, values]) => values.length !== count)) return undefined;
	return count === undefined
		? undefined
		: Array.from({ length: count }, (_, n) =>
				Object.fromEntries(columns.map(([name, values]) => [name, values[n]])),
			);
}

/**
 * Reads an answer of `pull_columns` or `pull_changes`. Tables this version does not know are left out, it holds none of their rows; of the others each row is
 * judged by itself, so that a word of a newer server costs one row and not all. Undefined when it is no such answer at all.
 */
export function parseChanges(data: unknown): Changes | undefined {
	const parsed = answer.safeParse(data);
	if (!parsed.success) return undefined;
	const { rows, gone, replaced, ...rest } = parsed.data;
	const found: Changes = {
		...rest,
		rows: emptyRows(),
		gone: gone.filter((entry): entry is [TableName, string] => isTableName(entry[0])),
		replaced: replaced.filter((stretch): stretch is Changes['replaced'][number] => isTableName(stretch[0])),
		unread: 0,
	};
	for (const name of tableNames) {
		const came = asRows(rows[name] ?? []);
		if (came === undefined) return undefined;
		takeRows(name, came, found);
	}
	return found;
}

function takeRows(name: TableName, rows: unknown[], found: Changes): void {
	const taken: Row<TableName>[] = [];
	for (const row of rows) {
		const parsed = rowSchemas[name].safeParse(row);
		if (parsed.success) {
			taken.push(parsed.data);
			continue;
		}
		found.unread += 1;
		const key = z.object({ [rowKeys[name]]: id }).safeParse(row);
		if (key.success) found.gone.push([name, Object.values(key.data)[0] ?? '']);
	}
	Object.assign(found.rows, { [name]: taken });
}

/** No rows of any table. */
export function emptyRows(): Rows {
	return {
		municipalities: [],
		buildings: [],
		profiles: [],
		profile_contacts: [],
		roles: [],
		clusters: [],
		cluster_members: [],
		requests: [],
		request_details: [],
		request_events: [],
		request_people: [],
		attachments: [],
		articles: [],
		devices: [],
		notification_settings: [],
		test_alarms: [],
	};
}
