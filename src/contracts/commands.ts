/**
 * Every write that the outbox of a device keeps: name → arguments and answers; what is never kept stands in direct-commands. One command = one
 * name here, in the SQL function, in the call and in its database test. Verdicts are words; the sentences for them live in `messages`, a test
 * compares both lists.
 */
import * as z from 'zod/mini';
import { breakThroughs, quietSpanLimit } from '#domain/availability-words.ts';
import { laterChoices } from '#domain/later-choice.ts';
import { priorities, requestKinds } from '#domain/request.ts';
import { quietSpan } from './quiet-span.ts';

const id = z.uuid();
const text = z.string();

const person = z.object({ name: z.string(), municipality: z.string() });
export type PersonName = z.infer<typeof person>;

/** What whoever has a request needs at once: whom to call and where to go. */
export const requestReceipt = z.object({
	id,
	number: z.number(),
	title: z.string(),
	callback: z.string(),
	place: z.string(),
});
export type RequestReceipt = z.infer<typeof requestReceipt>;

const notAllowed = z.object({ outcome: z.literal('not_allowed') });
const reused = z.object({ outcome: z.literal('command_reused') });
const tooMany = z.object({ outcome: z.literal('too_many') });

export const invalidFields = [
	'request_id',
	'title',
	'body',
	'place',
	'callback',
	'priority',
	'kind',
	'cluster_id',
	'municipality_id',
	'language',
	'article_id',
	'summary',
	'attachment_id',
	'name',
	'content_type',
	'bytes',
	'phone',
	'display_name',
	'building_id',
	'available_at',
	'later',
	'quiet_hours',
	'break_through',
	'weekday',
	'hour',
	'paused_until',
] as const;
export const invalidReasons = ['missing', 'too_long', 'unknown', 'not_allowed', 'exists'] as const;
const invalid = z.object({
	outcome: z.literal('invalid'),
	field: z.enum(invalidFields),
	reason: z.enum(invalidReasons),
});

/** Being on call for a cluster within a pause that is wanted. `count`: all of them, `duties`: the first ten. */
const duties = {
	count: z.number(),
	duties: z.array(z.object({ cluster_id: id, starts_at: text, ends_at: text })),
};

/** Answers of an acceptance, by command or by ticket. */
export const acceptAnswer = z.discriminatedUnion('outcome', [
	z.object({ outcome: z.literal('accepted'), request: requestReceipt }),
	z.object({ outcome: z.literal('already_yours'), request: requestReceipt }),
	z.object({ outcome: z.literal('taken'), by: person }),
	z.object({ outcome: z.literal('closed') }),
	z.object({ outcome: z.literal('expired') }),
	notAllowed,
	reused,
]);

export const commands = {
	create_request: {
		arguments: z.object({
			command_id: id,
			request_id: id,
			cluster_id: id,
			title: text,
			body: text,
			priority: z.literal(priorities),
			kind: z.enum(requestKinds),
			municipality_id: z.optional(id),
			place: z.optional(text),
			callback: z.optional(text),
		}),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('created'), request: z.object({ id, number: z.number() }) }),
			invalid,
			notAllowed,
			tooMany,
			reused,
		]),
	},
	accept_request: {
		arguments: z.object({ command_id: id, request_id: id }),
		answer: acceptAnswer,
	},
	release_request: {
		arguments: z.object({ command_id: id, request_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('released') }),
			z.object({ outcome: z.literal('closed') }),
			notAllowed,
			reused,
		]),
	},
	/** Within a minute of accepting: the round goes on as if nothing had happened. */
	undo_acceptance: {
		arguments: z.object({ command_id: id, request_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('undone') }),
			/** More than a minute ago, or work has begun; it can be released. */
			z.object({ outcome: z.literal('too_late') }),
			z.object({ outcome: z.literal('taken'), by: person }),
			z.object({ outcome: z.literal('closed') }),
			notAllowed,
			reused,
		]),
	},
	/** `available_at` null: by phone only. A later offer takes the place of an earlier one. */
	offer_later: {
		arguments: z.object({ command_id: id, request_id: id, available_at: z.nullable(text) }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('noted') }),
			z.object({ outcome: z.literal('already_yours'), request: requestReceipt }),
			z.object({ outcome: z.literal('taken'), by: person }),
			z.object({ outcome: z.literal('closed') }),
			/** It arrived after the time it offers. */
			z.object({ outcome: z.literal('expired') }),
			invalid,
			notAllowed,
			reused,
		]),
	},
	/** Of this round only: the next one asks again. */
	decline_request: {
		arguments: z.object({ command_id: id, request_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('noted') }),
			z.object({ outcome: z.literal('already_yours'), request: requestReceipt }),
			z.object({ outcome: z.literal('taken'), by: person }),
			z.object({ outcome: z.literal('closed') }),
			notAllowed,
			reused,
		]),
	},
	withdraw_offer: {
		arguments: z.object({ command_id: id, request_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('withdrawn') }),
			/** Taken in time: the request is theirs. */
			z.object({ outcome: z.literal('already_yours'), request: requestReceipt }),
			z.object({ outcome: z.literal('no_offer') }),
			notAllowed,
			reused,
		]),
	},
	/** By whoever asked, or a member: the request goes to the person who offered. */
	take_offer: {
		arguments: z.object({ command_id: id, request_id: id, profile_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('assigned'), to: person }),
			z.object({ outcome: z.literal('taken'), by: person }),
			z.object({ outcome: z.literal('closed') }),
			/** Withdrawn, of an earlier round, or the person can no longer come. */
			z.object({ outcome: z.literal('no_offer') }),
			notAllowed,
			reused,
		]),
	},
	/** Helping along: the request stays with whoever has it. */
	join_request: {
		arguments: z.object({ command_id: id, request_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('joined') }),
			z.object({ outcome: z.literal('already_helping') }),
			z.object({ outcome: z.literal('already_yours'), request: requestReceipt }),
			z.object({ outcome: z.literal('closed') }),
			notAllowed,
			reused,
		]),
	},
	leave_request: {
		arguments: z.object({ command_id: id, request_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('left') }),
			z.object({ outcome: z.literal('not_helping') }),
			reused,
		]),
	},
	hand_over_request: {
		arguments: z.object({ command_id: id, request_id: id, cluster_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('handed_over') }),
			z.object({ outcome: z.literal('already_there') }),
			z.object({ outcome: z.literal('taken'), by: person }),
			z.object({ outcome: z.literal('closed') }),
			invalid,
			notAllowed,
			reused,
		]),
	},
	attach_file: {
		arguments: z.object({
			command_id: id,
			attachment_id: id,
			request_id: id,
			name: text,
			content_type: text,
			bytes: z.number(),
		}),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('attached') }),
			/** The bytes have not arrived before the command. */
			z.object({ outcome: z.literal('missing_upload') }),
			invalid,
			notAllowed,
			tooMany,
			reused,
		]),
	},
	save_article: {
		arguments: z.object({
			command_id: id,
			article_id: id,
			cluster_id: id,
			title: text,
			summary: text,
			body: text,
		}),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('saved') }),
			invalid,
			notAllowed,
			reused,
		]),
	},
	publish_article: {
		arguments: z.object({ command_id: id, article_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('published') }),
			z.object({ outcome: z.literal('already_published') }),
			notAllowed,
			reused,
		]),
	},
	archive_article: {
		arguments: z.object({ command_id: id, article_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('archived') }),
			notAllowed,
			reused,
		]),
	},
	delete_article: {
		arguments: z.object({ command_id: id, article_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('deleted') }),
			notAllowed,
			reused,
		]),
	},
	join_cluster: {
		arguments: z.object({ command_id: id, cluster_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('joined') }),
			z.object({ outcome: z.literal('already_member') }),
			invalid,
			notAllowed,
			reused,
		]),
	},
	leave_cluster: {
		arguments: z.object({ command_id: id, cluster_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('left') }),
			z.object({ outcome: z.literal('not_member') }),
			reused,
		]),
	},
	/** `phone` or `building_id` left out: it stays as it is. `building_id` null: no building is chosen. */
	save_profile: {
		arguments: z.object({
			command_id: id,
			display_name: text,
			shows_phone: z.boolean(),
			shows_email: z.boolean(),
			phone: z.optional(text),
			building_id: z.optional(z.nullable(id)),
		}),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('saved') }),
			invalid,
			notAllowed,
			reused,
		]),
	},
	/** What the button "later" of a notification offers. */
	set_later: {
		arguments: z.object({ command_id: id, later: z.enum(laterChoices) }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('saved') }),
			invalid,
			notAllowed,
			reused,
		]),
	},
	/** When a device of which nothing is heard for long is checked; ISO weekday and full hour in Berlin. */
	set_weekly_check: {
		arguments: z.object({ command_id: id, weekday: z.number(), hour: z.number() }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('saved') }),
			invalid,
			notAllowed,
			reused,
		]),
	},
	/** Whether a mail follows an alert that reaches none of the person's devices. */
	set_second_channel: {
		arguments: z.object({ command_id: id, second_channel: z.boolean() }),
		answer: z.discriminatedUnion('outcome', [z.object({ outcome: z.literal('saved') }), notAllowed, reused]),
	},
	/** Whether the notifications of one of the person's devices say what they are about. */
	set_lock_screen: {
		arguments: z.object({ command_id: id, device_id: id, shows_content: z.boolean() }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('saved') }),
			/** None of theirs, or removed. */
			notAllowed,
			reused,
		]),
	},
	/** Whether one of the person's devices takes alerts. */
	set_device_alerts: {
		arguments: z.object({ command_id: id, device_id: id, alerts: z.boolean() }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('saved') }),
			/** None of theirs, or removed. */
			notAllowed,
			reused,
		]),
	},
	/** All of it at once: what is left out is no longer quiet. */
	set_quiet_hours: {
		arguments: z.object({
			command_id: id,
			quiet_hours: z.array(quietSpan).check(z.maxLength(quietSpanLimit)),
			quiet_on_holidays: z.boolean(),
			break_through: z.literal(breakThroughs),
		}),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('saved') }),
			invalid,
			notAllowed,
			reused,
		]),
	},
	/** Whether a cluster the person is in leaves them in peace, except while they are on call there. */
	set_muted_cluster: {
		arguments: z.object({ command_id: id, cluster_id: id, muted: z.boolean() }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('saved') }),
			/** Not a member. */
			notAllowed,
			reused,
		]),
	},
	/** `paused_until` null or past: the pause ends. `leaves_gap`: also over the person's own duty. */
	set_pause: {
		arguments: z.object({
			command_id: id,
			paused_until: z.nullable(text),
			leaves_gap: z.boolean(),
		}),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('saved') }),
			/** Saved: meanwhile nobody is on call in their place. */
			z.object({ outcome: z.literal('gap_left'), ...duties }),
			/** Not saved: who takes over, or is it to stay a gap? */
			z.object({ outcome: z.literal('on_duty'), ...duties }),
			invalid,
			notAllowed,
			reused,
		]),
	},
	set_language: {
		arguments: z.object({ command_id: id, language: z.enum(['de', 'en']) }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('saved') }),
			invalid,
			notAllowed,
			reused,
		]),
	},
} as const;

export type CommandName = keyof typeof commands;
export type CommandArguments<Name extends CommandName> = z.infer<(typeof commands)[Name]['arguments']>;
export type CommandAnswer<Name extends CommandName> = z.infer<(typeof commands)[Name]['answer']>;
/** An answer of any command. */
export type AnyAnswer = { [Name in CommandName]: CommandAnswer<Name> }[CommandName];

/** What the server may answer to a command it does not carry out; everything else means that what was wanted is so. */
const refusals = [
	'invalid',
	'not_allowed',
	'too_many',
	'command_reused',
	'taken',
	'closed',
	'expired',
	'missing_upload',
	'no_offer',
	'too_late',
	'on_duty',
] as const satisfies readonly AnyAnswer['outcome'][];
export type Refusal = (typeof refusals)[number];

/** Whether the server said no: nothing changed, and the person has to know. */
export function isRefusal(outcome: AnyAnswer['outcome']): outcome is Refusal {
	return refusals.some((refusal) => refusal === outcome);
}
