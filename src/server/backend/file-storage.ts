/**
 * The bytes behind /storage/v1, as files. A file is named by a hash of bucket and key, so no key, whatever it
 * contains, can point outside the folder; its first line holds the metadata, so both change in one rename.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { App } from '@supabase/lite';
import { z } from 'zod';
import { errorCode } from './start-error.ts';

/** The adapter interface of the mounted API, which does not export its name. */
export type StorageAdapter = NonNullable<App['_storageAdapter']>;

const headSchema = z.object({
	mimetype: z.string(),
	cacheControl: z.string(),
	eTag: z.string(),
	lastModified: z.coerce.date(),
});

type Head = z.infer<typeof headSchema>;

interface StoredFile {
	head: Head;
	bytes: Buffer;
}

/** Where a stored file lies below the folder of all files, as `ab/ab…`. */
export function fileNameOf(bucket: string, key: string): string {
	const name = createHash('sha256')
		.update(JSON.stringify([bucket, key]))
		.digest('hex');
	return `${name.slice(0, 2)}/${name}`;
}

function pathOf(folder: string, bucket: string, key: string): string {
	return join(folder, fileNameOf(bucket, key));
}

async function readStored(path: string): Promise<StoredFile | undefined> {
	try {
		const content = await readFile(path);
		const lineEnd = content.indexOf('\n');
		const head = headSchema.parse(JSON.parse(content.subarray(0, lineEnd).toString()));
		return { head, bytes: content.subarray(lineEnd + 1) };
	} catch (error) {
		if (errorCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

/** On disk before it is reported as stored: an uploaded photo survives a power cut. */
async function writeStored(path: string, { head, bytes }: StoredFile): Promise<void> {
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	const prepared = `${path}.${randomUUID()}`;
	const file = await open(prepared, 'wx', 0o600);
	try {
		await file.writeFile(Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), bytes]));
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(prepared, path);
}

function describe({ head, bytes }: StoredFile) {
	return { ...head, contentLength: bytes.length, size: bytes.length, httpStatusCode: 200 };
}

async function readExisting(path: string): Promise<StoredFile> {
	const stored = await readStored(path);
	if (!stored) throw new Error('stored file is missing');
	return stored;
}

/** A storage adapter over one folder. Uploads arrive size-checked (see api.ts) and are held in memory whole. */
export function openFileStorage(folder: string): StorageAdapter {
	return {
		driver: undefined,

		async getObject(bucket, key) {
			const stored = await readStored(pathOf(folder, bucket, key));
			if (stored) return { metadata: describe(stored), httpStatusCode: 200, body: stored.bytes };
			// Without a body the API answers 404.
			const metadata = { cacheControl: '', contentLength: 0, size: 0, mimetype: '', eTag: '' };
			return { metadata, httpStatusCode: 404 };
		},

		async uploadObject(bucket, key, _version, body, contentType, cacheControl) {
			const bytes =
				body instanceof Uint8Array
					? Buffer.from(body)
					: Buffer.concat(await Array.fromAsync<Uint8Array>(body));
			const eTag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`;
			const stored = { head: { mimetype: contentType, cacheControl, eTag, lastModified: new Date() }, bytes };
			await writeStored(pathOf(folder, bucket, key), stored);
			return describe(stored);
		},

		async deleteObject(bucket, key) {
			await rm(pathOf(folder, bucket, key), { force: true });
		},

		async deleteObjects(bucket, keys) {
			for (const key of keys) await rm(pathOf(folder, bucket, key), { force: true });
		},

		async copyObject(sourceBucket, source, _version, destinationBucket, destination) {
			const { head, bytes } = await readExisting(pathOf(folder, sourceBucket, source));
			const copy = { head: { ...head, lastModified: new Date() }, bytes };
			await writeStored(pathOf(folder, destinationBucket, destination), copy);
			return { httpStatusCode: 200, eTag: copy.head.eTag, lastModified: copy.head.lastModified };
		},

		async headObject(bucket, key) {
			return describe(await readExisting(pathOf(folder, bucket, key)));
		},

		privateAssetUrl() {
			// Asked for by image services that fetch by address; there is none here.
			return Promise.reject(new Error('not supported'));
		},
	};
}
