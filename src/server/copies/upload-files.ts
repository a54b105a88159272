/** Stored files on their way to the storage of a hosted project. Safe to repeat: what is there already is written again. */
import type { TransactionSql } from 'postgres';
import type { StorageAdapter } from '#server/backend/file-storage.ts';
import { StartError } from '#server/backend/start-error.ts';

export interface Storage {
	/** Of the project, without a trailing slash. */
	url: string;
	secretKey: string;
}

interface StoredObject {
	bucket: string;
	name: string;
}

const answerMs = 60_000;

async function upload(
	storage: Storage,
	file: StoredObject,
	from: StorageAdapter,
): Promise<'uploaded' | 'missing'> {
	const stored = await from.getObject(file.bucket, file.name, undefined);
	if (!(stored.body instanceof Uint8Array)) return 'missing';
	const path = [file.bucket, ...file.name.split('/')].map(encodeURIComponent).join('/');
	const answer = await fetch(`${storage.url}/storage/v1/object/${path}`, {
		method: 'POST',
		headers: {
			apikey: storage.secretKey,
			authorization: `Bearer ${storage.secretKey}`,
			'content-type': stored.metadata.mimetype,
			'x-upsert': 'true',
		},
		body: new Uint8Array(stored.body),
		signal: AbortSignal.timeout(answerMs),
	}).catch((error: unknown) => {
		throw new StartError(`PUBLIC_SUPABASE_URL (${storage.url}) antwortet nicht.`, { cause: error });
	});
	await answer.body?.cancel();
	if (answer.ok) return 'uploaded';
	throw new StartError(
		answer.status === 401 || answer.status === 403
			? `SUPABASE_SECRET_KEY gilt nicht für ${storage.url}; bitte den geheimen Schlüssel (sb_secret_…) dieses Projekts nehmen.`
			: `Der Dateispeicher von ${storage.url} hat eine Datei abgelehnt (Antwort ${answer.status}); in der Zieldatenbank steht noch nichts.`,
	);
}

/** Uploads every file a row speaks of. Answers how many there were. */
export async function uploadFiles(
	sql: TransactionSql,
	from: StorageAdapter,
	storage: Storage | undefined,
	report: (step: string) => void,
): Promise<number> {
	const files = await sql<
		StoredObject[]
	>`select bucket_id as bucket, name from storage.objects order by 1, 2`;
	if (files.length === 0) return 0;
	if (storage === undefined) {
		throw new StartError(
			'Zum Umzug gehören Dateien; dafür bitte PUBLIC_SUPABASE_URL und SUPABASE_SECRET_KEY setzen.',
		);
	}
	report(`Dateien werden übertragen (${files.length}) …`);
	let uploaded = 0;
	for (const file of files) if ((await upload(storage, file, from)) === 'uploaded') uploaded += 1;
	if (uploaded < files.length)
		report(`${files.length - uploaded} davon fehlten schon vorher auf dem Datenträger.`);
	return uploaded;
}
