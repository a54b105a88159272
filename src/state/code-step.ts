/**
 * How far somebody is with signing in by code. Kept on the device, because the way to the mail program and back may end the page; never the code
 * itself. Without storage the step lives as long as the page.
 */
import * as z from 'zod/mini';
import { codeMinutes } from '#domain/sign-in-code.ts';

const key = 'rufkreis.code';

const codeStep = z.object({
	address: z.string(),
	/** When the newest mail went out; milliseconds, as everything here. */
	sent_at: z.number(),
	/** From when on another may be asked for. */
	again_at: z.number(),
});
export type CodeStep = z.infer<typeof codeStep>;

/** Longer than the code lives, so that coming back late is told so, and does not start from nothing. */
const keptFor = 4 * codeMinutes * 60_000;

export function readCodeStep(now: number): CodeStep | undefined {
	try {
		const step = codeStep.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null')).data;
		if (step !== undefined && now - step.sent_at < keptFor) return step;
		forgetCodeStep();
		return undefined;
	} catch {
		return undefined;
	}
}

export function keepCodeStep(step: CodeStep): void {
	try {
		localStorage.setItem(key, JSON.stringify(step));
	} catch {
		// Forbidden or full: a reload starts with the address again.
	}
}

export function forgetCodeStep(): void {
	try {
		localStorage.removeItem(key);
	} catch {
		// Forbidden storage holds nothing either.
	}
}
