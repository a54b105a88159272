import * as z from 'zod/mini';
import {
	type AnswerOf,
	type ArgumentsOf,
	everyCommand,
	type EveryCommandName,
} from '#contracts/every-command.ts';
import { callAs } from '#remote/call.ts';
import type { Failure } from '#remote/judge.ts';

export type Sent<Name extends EveryCommandName> =
	{ outcome: 'answered'; answer: AnswerOf<Name> } | { outcome: Failure };

/**
 * Sends one command as this person. `retry` leaves open whether the server has it: sending the same arguments with the
 * same `command_id` again gives the same answer and happens once. Never throws.
 */
export async function sendCommand<Name extends EveryCommandName>(
	profileId: string,
	name: Name,
	args: ArgumentsOf<Name>,
): Promise<Sent<Name>> {
	const called = await callAs(profileId, name, args);
	if (called.outcome !== 'answered') return called;
	const answer = z.safeParse(everyCommand[name].answer, called.data);
	if (!answer.success) return { outcome: 'broken' };
	// Name and schema are one entry of `everyCommand`; TypeScript forgets that in a lookup by a generic name.
	return { outcome: 'answered', answer: answer.data as AnswerOf<Name> };
}
