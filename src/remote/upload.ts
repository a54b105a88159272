import { type Failure, judgeFailure } from '#remote/judge.ts';
import { askStorage } from '#remote/storage.ts';

export type UploadOutcome =
	| 'uploaded'
	/** This person may not put it there. */
	| 'denied'
	| Failure;

/** A minute, and what the slowest network worth the name (64 KB/s) needs for the rest. */
function patienceFor(bytes: number): number {
	return 60_000 + bytes / 64;
}

/**
 * Puts the bytes of a file of a case into storage, as this person and as nobody else. Safe to repeat: what is already there counts as
 * uploaded, since names are made once and nobody may replace a file. Never throws; bounded by the size of the file.
 */
export async function uploadFile(
	profileId: string,
	path: string,
	bytes: ArrayBuffer,
	contentType: string,
): Promise<{ outcome: UploadOutcome }> {
	const asked = await askStorage(profileId, patienceFor(bytes.byteLength), (files) =>
		files.upload(path, bytes, { contentType }),
	);
	if (asked.outcome === 'answered') return { outcome: 'uploaded' };
	return asked.outcome === 'refused' ? { outcome: judgeRefusal(asked) } : asked;
}

function judgeRefusal({ status, message }: { status: number; message: string }): UploadOutcome {
	// Other conflicts are transactions in each other's way, which pass.
	if (status === 409) return /already exists|duplicate/i.test(message) ? 'uploaded' : 'retry';
	return status === 403 ? 'denied' : judgeFailure(status, undefined);
}
