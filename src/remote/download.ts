import { judgeFailure } from '#remote/judge.ts';
import { askStorage } from '#remote/storage.ts';

export type Downloaded =
	| { outcome: 'downloaded'; bytes: Blob }
	/** Not there, or not for this person: storage does not say which. */
	| { outcome: 'missing' }
	| { outcome: 'retry' | 'signed_out' };

/** 10 MB at 64 KB/s, and a little. */
const patience = 180_000;

/** The bytes of a file of a case, read as this person and as nobody else. Never throws; answers within three minutes. */
export async function downloadFile(profileId: string, path: string): Promise<Downloaded> {
	const asked = await askStorage(profileId, patience, (files) => files.download(path));
	switch (asked.outcome) {
		case 'answered':
			return { outcome: 'downloaded', bytes: asked.data };
		case 'retry':
		case 'signed_out':
			return asked;
		case 'refused':
			return { outcome: judgeFailure(asked.status, undefined) === 'signed_out' ? 'signed_out' : 'missing' };
	}
}
