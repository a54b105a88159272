/** What a person pressed on a screen that cannot act yet, pressed again on the one that takes its place. */

/** Milliseconds after which a pressed link no longer waits for the app. */
const patience = 6_000;

/** Finds the same thing again; undefined for what has nothing to tell it by. */
function selectorOf(element: Element | null): string | undefined {
	if (element instanceof HTMLAnchorElement)
		return `a[href="${CSS.escape(element.getAttribute('href') ?? '')}"]`;
	if (element instanceof HTMLInputElement) return `input[type="radio"][value="${CSS.escape(element.value)}"]`;
	if (!(element instanceof HTMLButtonElement)) return undefined;
	const { take, later } = element.dataset;
	if (take !== undefined) return `[data-take="${CSS.escape(take)}"]`;
	return later === undefined ? undefined : '[data-later]';
}

export class Presses {
	#stage: HTMLElement;
	#pressed: string | undefined;
	/** Kit takes the focus away when it begins. */
	#focused: string | undefined;
	#patience: ReturnType<typeof setTimeout> | undefined;

	/** Listens to everything in `stage`. */
	constructor(stage: HTMLElement) {
		this.#stage = stage;
		stage.addEventListener('click', (event) => this.#hold(event), true);
		stage.addEventListener('focusin', ({ target }) => {
			this.#focused = target instanceof Element ? selectorOf(target) : undefined;
		});
	}

	/** Before the screen goes. What it returns is for after: focuses and presses where the person had. */
	end(): () => void {
		clearTimeout(this.#patience);
		return () => {
			if (this.#focused !== undefined)
				document.querySelector<HTMLElement>(this.#focused)?.focus({ preventScroll: true });
			if (this.#pressed !== undefined) document.querySelector<HTMLElement>(this.#pressed)?.click();
		};
	}

	#hold(event: MouseEvent): void {
		// A new tab needs nobody's help.
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		const element = event.target instanceof Element ? event.target.closest('a, button, input') : null;
		const selector = selectorOf(element);
		if (element === null || selector === undefined) return;
		// The chip shows by itself what is chosen.
		if (!(element instanceof HTMLInputElement)) event.preventDefault();
		this.#stage.querySelector('[aria-busy]')?.removeAttribute('aria-busy');
		element.setAttribute('aria-busy', 'true');
		this.#pressed = selector;
		clearTimeout(this.#patience);
		if (element instanceof HTMLAnchorElement)
			this.#patience = setTimeout(() => location.assign(element.href), patience);
	}
}
