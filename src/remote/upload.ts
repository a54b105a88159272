import { judgeFailure, type Failure } from '#remote/judge.ts';
import { getClient } from '#remote/client.ts';

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
): Promise<{ outcome: 'uploaded' } | { outcome: Failure }> {
	if (!navigator.onLine) return { outcome: 'retry' };
	try {
		const client = await getClient();
		const { data } = await client.auth.getSession();
		if (data.session?.user.id !== profileId) return { outcome: 'signed_out' };
		const sent = client.storage.from('attachments').upload(path, bytes, { contentType });
		const { error } = await Promise.race([sent, timeout(patienceFor(bytes.byteLength))]);
		if (error === null) return { outcome: 'uploaded' };
		const status = 'status' in error && typeof error.status === 'number' ? error.status : 0;
		if (status === 409 || /already exists|duplicate/i.test(error.message)) return { outcome: 'uploaded' };
		return { outcome: judgeFailure(status, undefined) };
	} catch {
		// No network, a timeout, code that could not be fetched: nothing was decided.
		return { outcome: 'retry' };
	}
}

function timeout(milliseconds: number): Promise<never> {
	return new Promise((_, reject) => {
		setTimeout(() => reject(new Error('the server took too long')), milliseconds);
	});
}
