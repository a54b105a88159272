/**
 * What is remembered about a database outside of it: whether it had been filled, and how much lay in it unsent. Only so can an emptied one be
 * told from a new one, and the person be told what was lost. Counts, never contents. Nothing here throws: without storage nothing is known.
 */
import * as z from 'zod/mini';

const traces = z.object({
	/** False: its person is leaving this device, other windows must not make it anew. */
	kept: z.boolean(),
	unsent: z.number(),
});
export type Traces = z.infer<typeof traces>;

function keyOf(databaseName: string): string {
	return `${databaseName}.traces`;
}

/** Undefined when this device has never had such a database, or cannot remember. */
export function readTraces(databaseName: string): Traces | undefined {
	try {
		const parsed = traces.safeParse(JSON.parse(localStorage.getItem(keyOf(databaseName)) ?? 'null'));
		return parsed.data;
	} catch {
		return undefined;
	}
}

/** The database is there, and so many things in it wait to be sent. */
export function rememberUnsent(databaseName: string, unsent: number): void {
	write(databaseName, { kept: true, unsent });
}

/** The database is about to be deleted for good. Its windows are told of the deletion before it is done, and read this then. */
export function rememberLeaving(databaseName: string): void {
	write(databaseName, { kept: false, unsent: 0 });
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
