import type { SupabaseClient } from '@supabase/supabase-js';
import { asPerson } from '#remote/call.ts';
import { judgeFailure, type Failure } from '#remote/judge.ts';

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
	if (!navigator.onLine) return { outcome: 'retry' };
	const late = Promise.withResolvers<never>();
	const timer = setTimeout(
		() => late.reject(new Error('the server took too long')),
		patienceFor(bytes.byteLength),
	);
	try {
		const uploading = asPerson(profileId, (client) => upload(client, path, bytes, contentType));
		return await Promise.race([uploading, late.promise]);
	} catch {
		// No network, a timeout, code that could not be fetched: nothing was decided.
		return { outcome: 'retry' };
	} finally {
		clearTimeout(timer);
	}
}

async function upload(
	client: SupabaseClient,
	path: string,
	bytes: ArrayBuffer,
	contentType: string,
): Promise<{ outcome: UploadOutcome }> {
	const { error } = await client.storage.from('attachments').upload(path, bytes, { contentType });
	return { outcome: error === null ? 'uploaded' : judgeUpload(error) };
}

/**
 * Supabase Storage answers 400 to nearly everything and says in the body (`statusCode`) what it means; our own door and the network say it by
 * the status, which is missing when no answer came.
 */
function judgeUpload(
	error: Error & { status?: number | undefined; statusCode?: string | undefined },
): UploadOutcome {
	const inside = Number(error.statusCode);
	const status = inside >= 400 ? inside : (error.status ?? 0);
	if (status === 409 || /already exists|duplicate/i.test(error.message)) return 'uploaded';
	if (/jwt/i.test(error.message)) return 'signed_out';
	return status === 403 ? 'denied' : judgeFailure(status, undefined);
}
