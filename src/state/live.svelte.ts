import { liveQuery } from 'dexie';
import { createSubscriber } from 'svelte/reactivity';
import { type LocalDatabase, withReopen } from '#local/database.ts';

/**
 * What a query of the device's database answers, always as it is now. Read `current` in markup or `$derived`: the query
 * runs as long as somebody looks, and the last answer stays for whoever looks again. `undefined`: not read yet.
 */
export class Live<Value> {
	#value = $state.raw<Value | undefined>();
	#subscribe: () => void;

	constructor(database: LocalDatabase, query: () => Promise<Value>) {
		this.#subscribe = createSubscriber(() => {
			const subscription = liveQuery(() => withReopen(database, query)).subscribe({
				next: (value) => {
					this.#value = value;
				},
				// What was read stays on the screen; the next change of the database asks again.
				error: reportError,
			});
			return () => subscription.unsubscribe();
		});
	}

	get current(): Value | undefined {
		this.#subscribe();
		return this.#value;
	}
}
