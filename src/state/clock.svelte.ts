import { createSubscriber } from 'svelte/reactivity';

const every = 15_000;

/** The time of day for "vor 2 Min": moves on by itself while somebody looks, and at once when the page is seen again. */
class Clock {
	#subscribe = createSubscriber((update) => {
		const timer = setInterval(update, every);
		document.addEventListener('visibilitychange', update);
		return () => {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', update);
		};
	});

	get now(): Date {
		this.#subscribe();
		return new Date();
	}
}

export const clock = new Clock();
