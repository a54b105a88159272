/**
 * A page that the server drew is complete before its scripts run, and these then go through all of it once more: a slow phone answers nobody
 * meanwhile. Where nothing waits for it, that happens when a person first touches the page; fields take what is typed all along. Part of what
 * every page loads: no imports.
 */
const touches = ['pointerdown', 'keydown', 'focusin', 'input', 'click'] as const;

/** Pressed before anybody listened. */
let held: HTMLButtonElement | undefined;

function hold(event: Event): void {
	// Enter in a field arrives as a click on the button of its form.
	const button = event.target instanceof Element ? event.target.closest('button') : null;
	if (button === null) return;
	event.preventDefault();
	held = button;
}

/** Whoever was here before is shown at once what they began: a code on its way, a name. */
function isKnownHere(): boolean {
	try {
		return localStorage.length > 0;
	} catch {
		return false;
	}
}

/** The part that may wait (`data-until-touched`). Undefined where the server drew none, or something is to be shown that it did not know. */
export function findUntouched(): Element | undefined {
	return (isKnownHere() ? null : document.querySelector('[data-until-touched]')) ?? undefined;
}

/** Lets its buttons be pressed, and resolves at the first touch anywhere. Whoever listens then calls `pressAgain`. */
export function waitForTouch(untouched: Element): Promise<void> {
	document.addEventListener('click', hold, true);
	for (const button of untouched.querySelectorAll('button')) button.disabled = false;
	return new Promise((resolve) => {
		const done = new AbortController();
		function wake(): void {
			done.abort();
			// What they touched is painted first.
			setTimeout(resolve);
		}
		for (const touch of touches)
			document.addEventListener(touch, wake, { capture: true, passive: true, signal: done.signal });
	});
}

/** Once the page listens by itself: what was pressed before. Safe to call where nobody waited. */
export function pressAgain(): void {
	document.removeEventListener('click', hold, true);
	held?.click();
	held = undefined;
}
