/**
 * What is remembered about a database outside of it: whether it had been filled, and how much lay in it unsent. Only so can an emptied one be
 * told from a new one, and the person be told what was lost. Counts, never contents. Nothing here throws: without storage nothing is known.
 */
import * as z from 'zod/mini';

const traces = z.object({ kept: z.boolean(), unsent: z.number() });
export type Traces = z.infer<typeof traces>;

function keyOf(databaseName: string): string {
	return `${databaseName}.traces`;
}

export function readTraces(databaseName: string): Traces {
	try {
		const parsed = traces.safeParse(JSON.parse(localStorage.getItem(keyOf(databaseName)) ?? 'null'));
		return parsed.data ?? { kept: false, unsent: 0 };
	} catch {
		return { kept: false, unsent: 0 };
	}
}

/** The database is there and this device has begun to fill it. */
export function rememberKept(databaseName: string): void {
	write(databaseName, { kept: true, unsent: 0 });
}

/** So many things wait to be sent. */
export function rememberUnsent(databaseName: string, unsent: number): void {
	write(databaseName, { kept: true, unsent });
}

export function forgetTraces(databaseName: string): void {
	try {
		localStorage.removeItem(keyOf(databaseName));
	} catch {
		// Forbidden storage holds nothing either.
	}
}

function write(databaseName: string, value: Traces): void {
	try {
		localStorage.setItem(keyOf(databaseName), JSON.stringify(value));
	} catch {
		// Forbidden or full: an emptied database will be taken for a new one.
	}
}
