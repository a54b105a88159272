/** Rows as `pull_changes` answers them: the server's truth, cached on devices unchanged. Times are ISO 8601 with offset. */
import * as z from 'zod/mini';
import { priorities, requestKinds, requestStatuses } from '#domain/request.ts';

const id = z.uuid();
const time = z.string();

export const rowSchemas = {
	municipalities: z.object({ municipality_id: id, slug: z.string(), name: z.string() }),
	profiles: z.object({
		profile_id: id,
		display_name: z.string(),
		municipality_id: z.nullable(id),
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
	}),
	request_events: z.object({
		request_event_id: id,
		request_id: id,
		kind: z.enum(['created', 'alerted', 'accepted', 'released', 'later', 'declined']),
		actor_id: z.nullable(id),
		/** `alerted`: how many people and devices were put on their way, and why others were not. */
		facts: z.object({
			people: z.optional(z.number()),
			devices: z.optional(z.number()),
			paused: z.optional(z.number()),
			without_device: z.optional(z.number()),
		}),
		happened_at: time,
	}),
	devices: z.object({
		device_id: id,
		profile_id: id,
		label: z.string(),
		platform: z.string(),
		registered_at: time,
		last_seen_at: time,
		removed_at: z.nullable(time),
	}),
} as const;

export type TableName = keyof typeof rowSchemas;
export type Row<Name extends TableName> = z.infer<(typeof rowSchemas)[Name]>;

/** The column that identifies a row of each table, on devices and in `gone`. */
export const rowKeys = {
	municipalities: 'municipality_id',
	profiles: 'profile_id',
	profile_contacts: 'profile_id',
	roles: 'role_id',
	clusters: 'cluster_id',
	cluster_members: 'cluster_member_id',
	requests: 'request_id',
	request_details: 'request_id',
	request_events: 'request_event_id',
	devices: 'device_id',
} as const satisfies Record<TableName, string>;

export const changes = z.object({
	/** Opaque: sent back as it came. */
	cursor: z.string(),
	/** When it differs from the device's own, what the person may see changed as a whole: pull without cursor and drop the rest. */
	scope_version: z.number(),
	rows: z.object({
		municipalities: z.array(rowSchemas.municipalities),
		profiles: z.array(rowSchemas.profiles),
		profile_contacts: z.array(rowSchemas.profile_contacts),
		roles: z.array(rowSchemas.roles),
		clusters: z.array(rowSchemas.clusters),
		cluster_members: z.array(rowSchemas.cluster_members),
		requests: z.array(rowSchemas.requests),
		request_details: z.array(rowSchemas.request_details),
		request_events: z.array(rowSchemas.request_events),
		devices: z.array(rowSchemas.devices),
	}),
	gone: z.array(z.tuple([z.string(), id])),
});
export type Changes = z.infer<typeof changes>;
