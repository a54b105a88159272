/** What is wrong with steps before they are sent: the same rules as the database's `save_escalation`, said at the step they belong to. */
import type { EscalationStep } from './escalation.ts';

export const escalationBounds = { steps: 10, delayMinutes: 1440, repeats: 5 } as const;

/** `delay`: no whole minutes from 0 to 1440. `exists`: an earlier step has the same people for the same requests. */
export type StepProblem = 'delay' | 'no_person' | 'not_member' | 'exists';

export interface EscalationProblems {
	/** `gap`: a request that is not urgent would come to no step. */
	whole: 'missing' | 'too_many' | 'gap' | undefined;
	/** By place. */
	steps: readonly (StepProblem | undefined)[];
}

/** Never throws. `members`: profile ids of the cluster's members. */
export function checkSteps(
	steps: readonly EscalationStep[],
	members: ReadonlySet<string>,
): EscalationProblems {
	return { whole: checkWhole(steps), steps: steps.map((_, place) => checkStep(steps, place, members)) };
}

/** Nothing is in the way of sending them. */
export function isSound({ whole, steps }: EscalationProblems): boolean {
	return whole === undefined && steps.every((problem) => problem === undefined);
}

function checkWhole(steps: readonly EscalationStep[]): EscalationProblems['whole'] {
	if (steps.length === 0) return 'missing';
	if (steps.length > escalationBounds.steps) return 'too_many';
	return steps.some(({ lowestPriority }) => lowestPriority === 4) ? undefined : 'gap';
}

function checkStep(
	steps: readonly EscalationStep[],
	place: number,
	members: ReadonlySet<string>,
): StepProblem | undefined {
	const step = steps[place];
	if (step === undefined) return undefined;
	const { target, profileId, delayMinutes, lowestPriority } = step;
	if (target === 'person' && profileId === null) return 'no_person';
	const isTwice = steps.slice(0, place).some((other) => {
		return (
			other.target === target && other.profileId === profileId && other.lowestPriority === lowestPriority
		);
	});
	if (isTwice) return 'exists';
	if (profileId !== null && !members.has(profileId)) return 'not_member';
	const isDelay =
		Number.isInteger(delayMinutes) && delayMinutes >= 0 && delayMinutes <= escalationBounds.delayMinutes;
	return isDelay ? undefined : 'delay';
}

/** Whether two policies say the same. */
export function areSameSteps(some: readonly EscalationStep[], others: readonly EscalationStep[]): boolean {
	return some.length === others.length && some.every((step, place) => isSameStep(step, others[place]));
}

function isSameStep(one: EscalationStep, other: EscalationStep | undefined): boolean {
	return (
		one.target === other?.target &&
		one.profileId === other.profileId &&
		one.delayMinutes === other.delayMinutes &&
		one.repeats === other.repeats &&
		one.lowestPriority === other.lowestPriority
	);
}
