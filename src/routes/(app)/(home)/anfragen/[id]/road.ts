/** What the device holds of a request for whoever drives off with it. Pure. */
import type { TripPack } from '#contracts/trip-pack.ts';

export type MissingPart = 'text' | 'sheet' | 'files';

export interface RoadFacts {
	pack: Pick<TripPack, 'packed_at' | 'request'> | undefined;
	hasDetails: boolean;
	/** Attached files whose bytes only the server has. */
	files: number;
	/** When this device last had everything; undefined: never. */
	pulledAt: number | undefined;
}

/** `at`: up to when what is here is true; undefined while something is missing that only a connection brings. */
export interface Road {
	at: Date | undefined;
	missing: MissingPart[];
	files: number;
}

/** Complete only when nothing is missing: files do not travel ahead, so with a file it never is. */
export function planRoad({ pack, hasDetails, files, pulledAt }: RoadFacts): Road {
	const attached = Math.max(files, pack?.request.files ?? 0);
	const missing: MissingPart[] = [];
	if (!hasDetails) missing.push('text');
	if (pack === undefined && pulledAt === undefined) missing.push('sheet');
	const isCarried = missing.length === 0;
	if (attached > 0) missing.push('files');
	const stamp = pack === undefined ? pulledAt : Date.parse(pack.packed_at);
	return { at: isCarried && stamp !== undefined ? new Date(stamp) : undefined, missing, files: attached };
}
