/** The first entry of a backup: what it is, when it was made, and what is in it. */
import { z } from 'zod';
import { sequenceSchema, tableSchema } from './tables.ts';

/** Raised when older programs would misread a newer backup. */
export const format = 1;

export const aboutSchema = z.object({
	program: z.literal('rufkreis'),
	format: z.literal(format),
	/** Of Rufkreis. */
	version: z.string(),
	madeAt: z.iso.datetime(),
	migrations: z.array(z.string().regex(/^\d{14}$/)),
	tables: z.array(tableSchema),
	sequences: z.array(sequenceSchema),
	accounts: z.int(),
	requests: z.int(),
	files: z.int(),
});

export type About = z.infer<typeof aboutSchema>;

/** Whatever else is in there, this is a backup of ours. */
export const anyFormat = z.object({ program: z.literal('rufkreis'), format: z.int() });

export const aboutName = 'about.json';
export const keysName = 'keys.json';

/** The entry that holds the rows of a table, one line each. */
export function linesNameOf({ schema, name }: { schema: string; name: string }): string {
	return `database/${schema}.${name}.jsonl`;
}

const names =
	/^(?:about\.json|keys\.json|database\/[a-z_]+\.[a-z0-9_]+\.jsonl|files\/[0-9a-f]{2}\/[0-9a-f]{64})$/;

/** No other name is ever written to disk, so no entry can land outside its folder. */
export function isEntryName(name: string): boolean {
	return names.test(name);
}
