/**
 * Counts attempts per key in a sliding window. Memory has a ceiling, whatever strangers send: keys seen once live apart from keys seen
 * again, each in a table of fixed size, so a flood of new addresses cannot wash out the counter of a guessed account.
 */
export interface Attempts {
	/** False when this key has used up its attempts; otherwise counts one until `forgive` takes it back. */
	begin(key: string): boolean;
	/** The attempt turned out right. */
	forgive(key: string): void;
	/** Whole seconds until `begin` answers true again, at least 1: what Retry-After says. */
	retryAfter(key: string): number;
	/** How many keys are remembered, for proofs. */
	size(): number;
}

/** Attempts close together share one entry, so that a key costs the same at any rate. It is dropped with the last of them, never early. */
interface Slot {
	begun: number;
	last: number;
	count: number;
}

const slotsPerWindow = 12;
/** In each of the four maps of one limit; some megabytes when all are full of busy keys. */
const mostKeys = 10_000;

/**
 * Remembers what was put in it for a window, or until twice `mostKeys` newer keys came: it forgets a whole generation at a time, because
 * taking the oldest out of a Map one by one makes every call slower than the one before.
 */
function makeTable(windowMs: number, now: () => number) {
	let young = new Map<string, Slot[]>();
	let old = new Map<string, Slot[]>();
	let begun = now();

	return {
		get: (key: string): Slot[] | undefined => young.get(key) ?? old.get(key),
		put(key: string, slots: Slot[]): void {
			if (young.size >= mostKeys || now() - begun > windowMs) {
				old = young;
				young = new Map();
				begun = now();
			}
			old.delete(key);
			young.set(key, slots);
		},
		drop(key: string): void {
			young.delete(key);
			old.delete(key);
		},
		size: () => young.size + old.size,
	};
}

function sum(slots: readonly Slot[]): number {
	return slots.reduce((total, { count }) => total + count, 0);
}

/** `max` attempts per `windowMs` and key; `now` in milliseconds. */
export function countAttempts(max: number, windowMs: number, now: () => number = Date.now): Attempts {
	const once = makeTable(windowMs, now);
	const again = makeTable(windowMs, now);

	function recent(key: string): Slot[] {
		const oldest = now() - windowMs;
		return (again.get(key) ?? once.get(key) ?? []).filter(({ last, count }) => last > oldest && count > 0);
	}

	return {
		begin(key) {
			const slots = recent(key);
			const before = sum(slots);
			if (before >= max) return false;
			const time = now();
			const open = slots.at(-1);
			if (open && time - open.begun < windowMs / slotsPerWindow) {
				open.count += 1;
				open.last = time;
			} else slots.push({ begun: time, last: time, count: 1 });
			const [home, other] = before === 0 ? [once, again] : [again, once];
			other.drop(key);
			home.put(key, slots);
			return true;
		},
		forgive(key) {
			const open = recent(key).at(-1);
			if (open) open.count -= 1;
		},
		retryAfter(key) {
			const slots = recent(key);
			let left = sum(slots);
			const free = slots.find(({ count }) => (left -= count) < max);
			return Math.max(1, Math.ceil(((free?.last ?? now() - windowMs) + windowMs - now()) / 1000));
		},
		size: () => once.size() + again.size(),
	};
}
