/**
 * Commands that are sent at once or not at all: devices and admission look after themselves at every start, the other screens need the
 * network anyway. Apart from `commands`: the start of the app carries those, to read what its outbox keeps.
 */
import * as z from 'zod/mini';
import { escalationTargets } from '#domain/escalation.ts';
import { priorities } from '#domain/request.ts';

const id = z.uuid();
const text = z.string();

const notAllowed = z.object({ outcome: z.literal('not_allowed') });
const tooMany = z.object({ outcome: z.literal('too_many') });
const reused = z.object({ outcome: z.literal('command_reused') });
/** Without it nobody could let anybody in any more. */
const lastCoordinator = z.object({ outcome: z.literal('last_coordinator') });
/** Somebody else, or the address, has let them in meanwhile. */
const alreadyActive = z.object({ outcome: z.literal('already_active') });

export const personRoles = ['specialist', 'coordinator', 'office', 'council'] as const;
export type PersonRole = (typeof personRoles)[number];

function invalid<const Field extends string, const Reason extends string>(field: Field[], reasons: Reason[]) {
	return z.object({ outcome: z.literal('invalid'), field: z.enum(field), reason: z.enum(reasons) });
}

/** Being on call for a cluster within a pause. `count`: all of them, `duties`: the first ten. */
const duties = {
	count: z.number(),
	duties: z.array(z.object({ cluster_id: id, starts_at: text, ends_at: text })),
};

/** As private.escalation_steps holds it. */
export const escalationStep = z.object({
	target: z.enum(escalationTargets),
	/** Of the target `person`, else null. */
	profile_id: z.nullable(id),
	delay_minutes: z.number(),
	repeats: z.number(),
	lowest_priority: z.literal(priorities),
});

export const directCommands = {
	admit_person: {
		arguments: z.object({ command_id: id, profile_id: id, municipality_id: id, specialist: z.boolean() }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('admitted') }),
			alreadyActive,
			invalid(['profile_id', 'municipality_id'], ['unknown']),
			notAllowed,
			reused,
		]),
	},
	turn_away_person: {
		arguments: z.object({ command_id: id, profile_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('turned_away') }),
			alreadyActive,
			invalid(['profile_id'], ['unknown']),
			notAllowed,
			reused,
		]),
	},
	/** Takes back that somebody was turned away. */
	reconsider_person: {
		arguments: z.object({ command_id: id, profile_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('pending') }),
			alreadyActive,
			invalid(['profile_id'], ['unknown']),
			notAllowed,
			reused,
		]),
	},
	/** All roles of somebody active, as they are to be. */
	set_person_roles: {
		arguments: z.object({ command_id: id, profile_id: id, roles: z.array(z.enum(personRoles)) }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('saved') }),
			lastCoordinator,
			invalid(['profile_id', 'roles'], ['unknown']),
			notAllowed,
			reused,
		]),
	},
	add_municipality: {
		arguments: z.object({ command_id: id, municipality_id: id, name: text }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('added') }),
			invalid(['municipality_id', 'name'], ['missing', 'too_long', 'exists']),
			notAllowed,
			reused,
		]),
	},
	rename_municipality: {
		arguments: z.object({ command_id: id, municipality_id: id, name: text }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('saved') }),
			invalid(['municipality_id', 'name'], ['missing', 'too_long', 'exists', 'unknown']),
			notAllowed,
			reused,
		]),
	},
	/** Its people are pending from then on, what they had taken is open again, its rows stay. */
	leave_municipality: {
		arguments: z.object({ command_id: id, municipality_id: id }),
		answer: z.discriminatedUnion('outcome', [
			/** How many people this concerns, and how many of its requests are still unsolved. */
			z.object({ outcome: z.literal('left'), people: z.number(), requests: z.number() }),
			z.object({ outcome: z.literal('already_left') }),
			lastCoordinator,
			invalid(['municipality_id'], ['unknown']),
			notAllowed,
			reused,
		]),
	},
	/** It takes part again; its people come back one by one. */
	return_municipality: {
		arguments: z.object({ command_id: id, municipality_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('returned') }),
			invalid(['municipality_id'], ['unknown']),
			notAllowed,
			reused,
		]),
	},
	add_domain: {
		arguments: z.object({ command_id: id, municipality_id: id, domain: text }),
		answer: z.discriminatedUnion('outcome', [
			/** As it was understood, and how many waiting people are in by it. */
			z.object({ outcome: z.literal('added'), domain: text, admitted: z.number() }),
			/** It belongs to another municipality. */
			z.object({ outcome: z.literal('belongs_to'), municipality: text }),
			/** not_allowed: a provider where anybody gets an address. */
			invalid(['municipality_id', 'domain'], ['missing', 'unknown', 'not_allowed']),
			notAllowed,
			reused,
		]),
	},
	/** One that was removed under this name is there again, for all who had chosen it, instead of a second one. */
	add_building: {
		arguments: z.object({ command_id: id, building_id: id, municipality_id: id, name: text, address: text }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('added') }),
			invalid(
				['building_id', 'municipality_id', 'name', 'address'],
				['missing', 'too_long', 'exists', 'unknown'],
			),
			notAllowed,
			reused,
		]),
	},
	change_building: {
		arguments: z.object({ command_id: id, building_id: id, name: text, address: text }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('saved') }),
			invalid(['building_id', 'name', 'address'], ['missing', 'too_long', 'exists', 'unknown']),
			notAllowed,
			reused,
		]),
	},
	/** Whoever has chosen it keeps it until they choose another one. */
	remove_building: {
		arguments: z.object({ command_id: id, building_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('removed') }),
			z.object({ outcome: z.literal('not_there') }),
			notAllowed,
			reused,
		]),
	},
	/** One's own, for good. What others need of the history stays, without the person. */
	delete_account: {
		arguments: z.object({ command_id: id }),
		answer: z.discriminatedUnion('outcome', [
			/** How many requests this person had taken; they are open again. */
			z.object({ outcome: z.literal('deleted'), released: z.number() }),
			lastCoordinator,
			notAllowed,
			reused,
		]),
	},
	/** Whoever is in stays in. */
	remove_domain: {
		arguments: z.object({ command_id: id, domain: text }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('removed') }),
			z.object({ outcome: z.literal('not_there') }),
			notAllowed,
			reused,
		]),
	},
	/** Whether one's proven address opens the network; asked after signing in and, while one waits, at every start. */
	enter_network: {
		arguments: z.object({ command_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('entered') }),
			z.object({ outcome: z.literal('pending') }),
			z.object({ outcome: z.literal('left') }),
			notAllowed,
			reused,
		]),
	},
	register_device: {
		arguments: z.object({
			command_id: id,
			device_id: id,
			endpoint: text,
			p256dh: text,
			auth: text,
			label: text,
			platform: text,
		}),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('registered'), device_id: id }),
			invalid(
				['device_id', 'label', 'platform', 'endpoint', 'p256dh', 'auth'],
				['missing', 'too_long', 'unknown', 'exists'],
			),
			notAllowed,
			tooMany,
			reused,
		]),
	},
	remove_device: {
		arguments: z.object({ command_id: id, device_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('removed') }),
			notAllowed,
			reused,
		]),
	},
	/** All steps of a cluster anew. `replaces`: those the editor began with. */
	save_escalation: {
		arguments: z.object({
			command_id: id,
			cluster_id: id,
			replaces: z.array(id),
			steps: z.array(escalationStep),
		}),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('saved') }),
			/** Somebody else has saved others meanwhile. */
			z.object({ outcome: z.literal('changed') }),
			/** `gap`: no step for the lowest priority. `exists`: the same people twice for the same requests. */
			invalid(['cluster_id', 'steps'], ['unknown', 'missing', 'too_many', 'exists', 'not_member', 'gap']),
			notAllowed,
			reused,
		]),
	},
	/** Sends a test on the way of a real alert to one of the person's devices. */
	start_test_alarm: {
		arguments: z.object({ command_id: id, test_alarm_id: id, device_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('started') }),
			/** One at a time for each device. */
			z.object({ outcome: z.literal('already_running') }),
			invalid(['test_alarm_id'], ['missing', 'exists']),
			/** None of theirs, or removed. */
			notAllowed,
			tooMany,
			reused,
		]),
	},
	/** Pauses until then, and in each cluster a colleague takes the person's turns; `profile_id` null: nobody does, and it is wanted so. */
	hand_over_duties: {
		arguments: z.object({
			command_id: id,
			paused_until: text,
			substitutes: z.array(z.object({ cluster_id: id, profile_id: z.nullable(id) })),
		}),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('handed_over') }),
			/** Saved: what nobody was named for stays without anybody. */
			z.object({ outcome: z.literal('gap_left'), ...duties }),
			/** Not saved: there are duties in clusters that were not named. */
			z.object({ outcome: z.literal('on_duty'), ...duties }),
			/** Not saved: this person pauses, has no device that hears, or is no longer in the cluster. */
			z.object({ outcome: z.literal('cannot_take'), cluster_id: id, profile_id: id }),
			invalid(['paused_until', 'substitutes'], ['missing', 'too_long', 'unknown']),
			notAllowed,
			reused,
		]),
	},
	/** A duty that was handed to the person goes back to whoever handed it over. */
	give_back_duty: {
		arguments: z.object({ command_id: id, shift_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('given_back') }),
			/** Over, handed on, or never theirs. */
			z.object({ outcome: z.literal('not_there') }),
			notAllowed,
			reused,
		]),
	},
	set_operator: {
		arguments: z.object({
			command_id: id,
			name: text,
			address: text,
			email: text,
			phone: text,
			represented_by: text,
			supervisory_authority: text,
			data_protection_officer: text,
			enforcement_body: text,
		}),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('saved') }),
			invalid(
				[
					'name',
					'address',
					'email',
					'phone',
					'represented_by',
					'supervisory_authority',
					'data_protection_officer',
					'enforcement_body',
				],
				['missing', 'too_long', 'unknown'],
			),
			notAllowed,
			reused,
		]),
	},
	/** Where silence is passed on to, for the whole network. Another host always gets another secret. */
	set_webhook: {
		arguments: z.object({
			command_id: id,
			url: text,
			lowest_priority: z.literal(priorities),
			renew_secret: z.boolean(),
		}),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('saved') }),
			/** unknown: no https address. not_allowed: the operator does not allow the host. */
			invalid(['url', 'lowest_priority'], ['missing', 'too_long', 'unknown', 'not_allowed']),
			notAllowed,
			reused,
		]),
	},
	/** A message that says it is a test, on the way of a real one. */
	try_webhook: {
		arguments: z.object({ command_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('started') }),
			z.object({ outcome: z.literal('not_there') }),
			notAllowed,
			tooMany,
			reused,
		]),
	},
	remove_webhook: {
		arguments: z.object({ command_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('removed') }),
			z.object({ outcome: z.literal('not_there') }),
			notAllowed,
			reused,
		]),
	},
	delete_feedback: {
		arguments: z.object({ command_id: id, feedback_id: id }),
		answer: z.discriminatedUnion('outcome', [
			z.object({ outcome: z.literal('deleted') }),
			notAllowed,
			reused,
		]),
	},
} as const;

export type DirectCommand = keyof typeof directCommands;
