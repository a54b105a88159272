/** What Rufkreis knows about a person, for that person alone. */
import * as z from 'zod/mini';
import { breakThroughs } from '#domain/availability-words.ts';
import { laterChoices } from '#domain/later-choice.ts';
import { testCauses, testOutcomes } from '#domain/test-words.ts';
import { quietSpan } from './quiet-span.ts';

const text = z.string();
const time = z.nullable(text);

export const contact = z.object({
	phone: text,
	email: text,
	shows_phone: z.boolean(),
	shows_email: z.boolean(),
});
/** The whole of one's own contacts, hidden ones too. */
export type Contact = z.infer<typeof contact>;

export const account = z.object({
	profile: z.nullable(
		z.object({
			name: text,
			status: text,
			language: text,
			municipality: z.nullable(text),
			/** Name and address. */
			building: z.nullable(text),
		}),
	),
	contact,
	since: time,
	roles: z.array(z.enum(['specialist', 'coordinator', 'office', 'council'])),
	clusters: z.array(z.object({ name: text, role: text, joined_at: text, paused_until: time })),
	devices: z.array(
		z.object({
			label: text,
			platform: text,
			registered_at: text,
			last_seen_at: text,
			shows_content: z.boolean(),
			alerts: z.boolean(),
			removed_at: time,
		}),
	),
	asked: z.array(
		z.object({
			number: z.number(),
			title: text,
			status: text,
			created_at: text,
			body: text,
			place: text,
			callback: text,
		}),
	),
	accepted: z.array(z.object({ number: z.number(), title: text, status: text, accepted_at: time })),
	/** Cases of others. */
	helping: z.array(z.object({ number: z.number(), title: text, status: text })),
	events: z.array(z.object({ number: z.number(), kind: text, available_at: time, happened_at: text })),
	/** What the button "later" offers; null while nothing was chosen. */
	later: z.nullable(z.enum(laterChoices)),
	/** When no alert is wanted; null while nothing was chosen. */
	rest: z.nullable(
		z.object({
			quiet_hours: z.array(quietSpan),
			quiet_on_holidays: z.boolean(),
			break_through: z.literal(breakThroughs),
			paused_until: time,
			/** Names of clusters. */
			muted: z.array(text),
		}),
	),
	/** When silent devices are checked; null while nothing was chosen. */
	/** Null: nothing was chosen, so mail comes. */
	second_channel: z.nullable(z.boolean()),
	weekly_check: z.nullable(z.object({ weekday: z.number(), hour: z.number() })),
	/** Of a rotation, in which one is on call for so many days at a time; dates as in a calendar. */
	turns: z.array(
		z.object({ cluster: text, rotation: text, length_days: z.number(), starts_on: text, ends_on: time }),
	),
	/** Being on call from when to when. `handed_over`: somebody else is called instead. */
	shifts: z.array(
		z.object({
			cluster: text,
			kind: z.enum(['planned', 'override', 'substitute', 'handed_over']),
			starts_at: text,
			ends_at: text,
		}),
	),
	/** Steps of an alert that call this person by name. */
	steps: z.array(
		z.object({ cluster: text, delay_minutes: z.number(), repeats: z.number(), lowest_priority: z.number() }),
	),
	/** `device`: as the person called it. */
	test_alarms: z.array(
		z.object({
			device: text,
			cause: z.enum(testCauses),
			started_at: text,
			sent_at: time,
			arrived_at: time,
			confirmed_at: time,
			outcome: z.enum(testOutcomes),
		}),
	),
	files: z.array(z.object({ name: text, content_type: text, bytes: z.number(), created_at: text })),
	articles: z.array(z.object({ title: text, summary: text, body: text, status: text, updated_at: text })),
	commands: z.array(z.object({ name: text, created_at: text })),
});
export type Account = z.infer<typeof account>;
