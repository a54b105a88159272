/**
 * A shell may bring a script that draws its screen before the app is there (`early.ts` beside a screen, named by `src/server/names-ahead.ts`).
 * This is what it and the app agree by: who comes first, how long the other one waits, and when what was drawn early goes. Part of what every
 * page loads.
 */
import { earlyMark, laterMark } from '#domain/hurried-screens.ts';

/** Takes a screen away again. */
type Leave = () => void;

/** Milliseconds after which a script that neither ran nor failed is no longer waited for. */
const patience = 4_000;

let hasBegun = false;
let drawn: Promise<Leave | undefined> | undefined;
let leave: Leave | undefined;
const announced = Promise.withResolvers<undefined>();

/**
 * For an early script, at once: the app waits until `draw` has resolved, with how to take away what it drew, or with nothing when it drew nothing.
 * Not called where the app was there first. A drawing that fails is reported, and the app begins.
 */
export function drawEarly(draw: () => Promise<Leave | undefined>): void {
	if (hasBegun) return;
	drawn = draw().catch((error: unknown) => {
		reportError(error);
		return undefined;
	});
	announced.resolve(undefined);
}

/** For the app: resolves when it may draw. At once on a page without such a script. */
export async function waitForEarly(): Promise<void> {
	const script = document.querySelector(`script[${earlyMark}]`);
	if (script !== null && drawn === undefined) {
		for (const end of ['load', 'error'])
			script.addEventListener(end, () => announced.resolve(undefined), { once: true });
		const late = setTimeout(announced.resolve, patience, undefined);
		await announced.promise;
		clearTimeout(late);
	}
	leave = await drawn;
	const later = document.querySelector<HTMLTemplateElement>(`template[${laterMark}]`);
	if (later !== null) document.head.append(later.content);
	hasBegun = true;
}

/** Something was drawn early and still stands there: where the page has been scrolled to is the person's doing. */
export function isDrawnEarly(): boolean {
	return leave !== undefined;
}

/** For the screen that shows as much by itself. Safe to call at any time. */
export function takeEarlyAway(): void {
	leave?.();
	leave = undefined;
}
