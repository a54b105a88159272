/**
 * One file that holds many: tar (POSIX ustar), gzipped, so that it can be opened without Rufkreis too. The last entry lists the SHA-256 of
 * every other one. Reading trusts nothing: what is cut off, altered or somebody else's ends in an ArchiveError before anything else happens.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { errorCode } from '#server/backend/start-error.ts';

export type ArchiveFault = 'foreign' | 'truncated' | 'altered';

export class ArchiveError extends Error {
	override name = 'ArchiveError';
	readonly fault: ArchiveFault;

	constructor(fault: ArchiveFault, cause?: unknown) {
		super(fault, { cause });
		this.fault = fault;
	}
}

export interface Source {
	name: string;
	/** Bytes. */
	size: number;
	open: () => AsyncIterable<Uint8Array>;
}

export interface Entry {
	name: string;
	/** Bytes. */
	size: number;
	/** Must be read to its end before the next entry. */
	body: AsyncIterable<Buffer>;
}

const block = 512;
const listName = 'checksums.json';
const listSchema = z.record(z.string(), z.string().length(64));

function octal(value: number, length: number): string {
	return value.toString(8).padStart(length - 1, '0');
}

/** The header of a regular file, mode 0600, of nobody in particular. Names are ours: ASCII and shorter than 100 bytes. */
function headerOf(name: string, size: number, seconds: number): Buffer {
	if (name.length > 99) throw new Error(`too long a name: ${name}`);
	const header = Buffer.alloc(block);
	header.write(name, 0, 'ascii');
	header.write(octal(0o600, 8), 100, 'ascii');
	header.write(octal(0, 8), 108, 'ascii');
	header.write(octal(0, 8), 116, 'ascii');
	header.write(octal(size, 12), 124, 'ascii');
	header.write(octal(seconds, 12), 136, 'ascii');
	header.write('        ', 148, 'ascii');
	header.write('0', 156, 'ascii');
	header.write('ustar\x0000', 257, 'ascii');
	header.write(`${octal(sumOf(header), 7)}\0 `, 148, 'ascii');
	return header;
}

/** The sum of all bytes, the field of the sum itself read as blanks. */
function sumOf(header: Buffer): number {
	return header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0);
}

function padding(size: number): Buffer {
	return Buffer.alloc((block - (size % block)) % block);
}

async function* pack(sources: Iterable<Source>, seconds: number): AsyncGenerator<Uint8Array> {
	const sums: Record<string, string> = {};
	for (const { name, size, open } of sources) {
		const hash = createHash('sha256');
		let seen = 0;
		yield headerOf(name, size, seconds);
		for await (const chunk of open()) {
			hash.update(chunk);
			seen += chunk.byteLength;
			yield chunk;
		}
		if (seen !== size) throw new Error(`${name} changed while it was being read`);
		yield padding(size);
		sums[name] = hash.digest('hex');
	}
	const list = Buffer.from(`${JSON.stringify(sums, null, '\t')}\n`);
	yield headerOf(listName, list.length, seconds);
	yield list;
	yield Buffer.concat([padding(list.length), Buffer.alloc(2 * block)]);
}

/** Writes an archive to a file that must not be there yet, readable by its owner only, and forces it to the disk. */
export async function writeArchive(path: string, sources: Iterable<Source>, at: Date): Promise<void> {
	const seconds = Math.floor(at.getTime() / 1000);
	await pipeline(
		Readable.from(pack(sources, seconds)),
		createGzip(),
		createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }),
	);
}

/** Hands out a stream in pieces of known length. */
class Pieces {
	#chunks: AsyncIterator<Buffer>;
	#rest: Buffer = Buffer.alloc(0);

	constructor(stream: AsyncIterable<Buffer>) {
		this.#chunks = stream[Symbol.asyncIterator]();
	}

	/** Exactly so many bytes, in chunks as they come. */
	async *stream(length: number): AsyncGenerator<Buffer> {
		for (let left = length; left > 0;) {
			if (this.#rest.length === 0) {
				const next = await this.#chunks.next();
				if (next.done === true) throw new ArchiveError('truncated');
				this.#rest = next.value;
			}
			const piece = this.#rest.subarray(0, left);
			this.#rest = this.#rest.subarray(piece.length);
			left -= piece.length;
			yield piece;
		}
	}

	async take(length: number): Promise<Buffer> {
		return Buffer.concat(await Array.fromAsync(this.stream(length)));
	}

	/** To the end, so that what gzip says about the whole is heard. */
	async drain(): Promise<void> {
		while ((await this.#chunks.next()).done !== true);
	}
}

function textAt(header: Buffer, from: number, length: number): string {
	const field = header.subarray(from, from + length);
	const end = field.indexOf(0);
	return field.toString('ascii', 0, end < 0 ? length : end).trim();
}

/** Undefined at the end of the archive. */
function parseHeader(header: Buffer): { name: string; size: number } | undefined {
	if (header.every((byte) => byte === 0)) return undefined;
	if (textAt(header, 257, 5) !== 'ustar') throw new ArchiveError('foreign');
	if (Number.parseInt(textAt(header, 148, 8), 8) !== sumOf(header)) throw new ArchiveError('altered');
	const size = Number.parseInt(textAt(header, 124, 12), 8);
	if (!(size >= 0) || textAt(header, 156, 1) !== '0') throw new ArchiveError('foreign');
	return { name: textAt(header, 0, 100), size };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function explain(error: unknown): unknown {
	switch (errorCode(error) ?? '') {
		case 'Z_BUF_ERROR':
			return new ArchiveError('truncated', error);
		case 'Z_DATA_ERROR':
			return new ArchiveError(
				error instanceof Error && error.message.includes('header') ? 'foreign' : 'altered',
				error,
			);
		default:
			return error;
	}
}

function rethrow(error: unknown): never {
	throw explain(error);
}

/**
 * Reads a whole archive, hands every entry on in order and compares the sums at the end: only when this resolves was all of it as written.
 * Throws an ArchiveError for what is wrong with the file, and whatever the system says when it cannot be read.
 */
export async function readArchive(path: string, take: (entry: Entry) => Promise<void>): Promise<void> {
	const file = createReadStream(path);
	const gunzip = createGunzip();
	const unpacking = pipeline(file, gunzip);
	unpacking.catch(() => undefined);
	const pieces = new Pieces(gunzip);
	try {
		const sums = new Map<string, string>();
		let list: string | undefined;
		for (;;) {
			const header = parseHeader(await pieces.take(block));
			if (!header) break;
			if (list !== undefined) throw new ArchiveError('foreign');
			const hash = createHash('sha256');
			const body = tap(pieces.stream(header.size), hash.update.bind(hash));
			if (header.name === listName) list = Buffer.concat(await Array.fromAsync(body)).toString();
			else {
				await take({ ...header, body });
				sums.set(header.name, hash.digest('hex'));
			}
			await pieces.take(padding(header.size).length);
		}
		await pieces.drain();
		if (list === undefined) throw new ArchiveError('foreign');
		const expected = listSchema.safeParse(parseJson(list));
		const same =
			expected.success &&
			Object.keys(expected.data).length === sums.size &&
			[...sums].every(([name, sum]) => expected.data[name] === sum);
		if (!same) throw new ArchiveError('altered');
	} catch (error) {
		// A bit that turned may look like another program's file until the sum of the whole is known.
		if (error instanceof ArchiveError && error.fault === 'foreign') await pieces.drain().catch(rethrow);
		throw explain(error);
	} finally {
		file.destroy();
		gunzip.destroy();
	}
}

async function* tap(chunks: AsyncIterable<Buffer>, see: (chunk: Buffer) => unknown): AsyncGenerator<Buffer> {
	for await (const chunk of chunks) {
		see(chunk);
		yield chunk;
	}
}
