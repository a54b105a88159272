/** The steps by which an alert goes on while nobody accepts: whom, when, and for which requests. What runs by them is in alert-plan.ts. */

export const escalationTargets = ['on_call', 'members', 'owners', 'coordination', 'person'] as const;
export type EscalationTarget = (typeof escalationTargets)[number];

export interface EscalationStep {
	target: EscalationTarget;
	/** Of the target `person`, else null. */
	profileId: string | null;
	/** After the last alert of the step before, 0–1440. */
	delayMinutes: number;
	/** How often the step is alerted once more, 0–5. */
	repeats: number;
	/** Requests of this priority and more urgent ones come to this step; 1 is the most urgent. */
	lowestPriority: number;
}

/** Between an alert of a step and its repeat. */
export const repeatMinutes = 5;

/** In force in a cluster whose topic owners have saved none. */
export const usualSteps: readonly EscalationStep[] = [
	{ target: 'on_call', profileId: null, delayMinutes: 0, repeats: 0, lowestPriority: 4 },
	// Where a counter stands still nobody waits for one person.
	{ target: 'members', profileId: null, delayMinutes: 0, repeats: 0, lowestPriority: 1 },
	{ target: 'members', profileId: null, delayMinutes: 5, repeats: 1, lowestPriority: 4 },
	{ target: 'owners', profileId: null, delayMinutes: 10, repeats: 0, lowestPriority: 4 },
	{ target: 'coordination', profileId: null, delayMinutes: 20, repeats: 0, lowestPriority: 4 },
];

/** The steps a request of this priority goes through. Never empty while one of them is for everything. */
export function stepsFor(steps: readonly EscalationStep[], priority: number): EscalationStep[] {
	return steps.filter(({ lowestPriority }) => priority <= lowestPriority);
}

export interface Moment {
	/** Since the request was asked, when nobody accepts and every step reaches somebody. */
	minute: number;
	/** Place in the steps. */
	step: number;
	isRepeat: boolean;
}

/** When a round alerts whom, in order: what the preview of a policy says. */
export function timelineOf(steps: readonly EscalationStep[]): Moment[] {
	const moments: Moment[] = [];
	let minute = 0;
	for (const [step, { delayMinutes, repeats }] of steps.entries()) {
		minute += delayMinutes;
		moments.push({ minute, step, isRepeat: false });
		for (let repeat = 0; repeat < repeats; repeat += 1) {
			minute += repeatMinutes;
			moments.push({ minute, step, isRepeat: true });
		}
	}
	return moments;
}
