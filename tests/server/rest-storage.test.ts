import { randomUUID } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contentsOf, fileArguments, send } from '#tests/database/acting.ts';
import { openTestBackend } from '#tests/database/harness.ts';
import type { TestBackend } from '#tests/database/harness.ts';
import { buildWorld, idOf } from '#tests/database/world.ts';
import type { Person } from '#tests/database/world.ts';

let backend: TestBackend;
async function open(): Promise<void> {
	backend = await openTestBackend();
	await buildWorld(backend.sql);
}
function close(): Promise<void> {
	return backend.stop();
}

/** Storage as the app reaches it: the same client, with this person's token. */
function storageOf(person: Person | undefined) {
	const headers = person && { authorization: `Bearer ${backend.tokenOf(idOf(person))}` };
	return createClient(backend.supabaseUrl, backend.publishableKey, {
		auth: { persistSession: false, autoRefreshToken: false },
		global: {
			...(headers && { headers }),
			fetch(input, init) {
				const answer = backend.fetch(new Request(input, init));
				if (!answer) throw new Error('no such door');
				return answer;
			},
		},
	}).storage;
}

function files(person: Person | undefined) {
	return storageOf(person).from('attachments');
}

function newPath(request = 'open'): string {
	return `${idOf(request)}/${randomUUID()}`;
}

/** Bytes nobody else has. */
function photo(size = 5_000): ArrayBuffer {
	const bytes = new Uint8Array(size);
	crypto.getRandomValues(bytes.subarray(0, 5_000));
	return bytes.buffer;
}

const jpeg = { contentType: 'image/jpeg' };

async function read(person: Person | undefined, path: string): Promise<Uint8Array | 'refused'> {
	const { data } = await files(person).download(path);
	return data === null ? 'refused' : new Uint8Array(await data.arrayBuffer());
}

describe('a file of a case', () => {
	beforeAll(open);
	afterAll(close);

	test('comes back byte for byte to the people of the case, and to nobody else', async () => {
		const path = newPath();
		const bytes = photo();
		expect((await files('olaf').upload(path, bytes, jpeg)).error).toBeNull();
		for (const person of ['olaf', 'anna', 'ben', 'otto', 'kora'] as const)
			expect(await read(person, path), person).toEqual(new Uint8Array(bytes));
		for (const person of [undefined, 'mona', 'petra', 'sven', 'helga', 'rolf', 'pia', 'lars'] as const)
			expect(await read(person, path), person).toBe('refused');
	});

	test('of 10 MB is taken, one byte more is not, and nothing moved', async () => {
		const limit = 10 * 1024 * 1024;
		const path = newPath();
		expect((await files('olaf').upload(path, photo(limit), jpeg)).error).toBeNull();
		expect((await read('anna', path)).length).toBe(limit);
		const before = await contentsOf(backend.database);
		const { error } = await files('olaf').upload(newPath(), photo(limit + 1), jpeg);
		expect(error).toMatchObject({ statusCode: '413' });
		expect(await contentsOf(backend.database)).toEqual(before);
	});

	test('is attached once its bytes are there', async () => {
		const args = fileArguments('open');
		const path = `${args.request_id}/${args.attachment_id}`;
		expect(await send(backend.database, 'olaf', 'attach_file', args)).toEqual({ outcome: 'missing_upload' });
		expect((await files('olaf').upload(path, photo(), jpeg)).error).toBeNull();
		expect(await send(backend.database, 'olaf', 'attach_file', args)).toEqual({ outcome: 'attached' });
	});
});

describe('is refused, and nothing moved:', () => {
	beforeAll(open);
	afterAll(close);
	beforeEach(async () => {
		kept = newPath();
		await files('olaf').upload(kept, photo(), jpeg);
		before = await contentsOf(backend.database);
		bytes = await read('olaf', kept);
	});
	afterEach(async () => {
		expect(await contentsOf(backend.database)).toEqual(before);
		expect(await read('olaf', kept)).toEqual(bytes);
	});
	let kept: string;
	let bytes: Uint8Array | 'refused';
	let before: Record<string, string>;

	test.each([undefined, 'mona', 'petra', 'sven', 'helga', 'pia', 'lars'] as const)(
		'a file by %s, who is not of the case',
		async (person) => {
			const path = newPath();
			expect((await files(person).upload(path, photo(), jpeg)).error).not.toBeNull();
			expect(await read('olaf', path)).toBe('refused');
		},
	);

	test.each([
		['the case alone', idOf('open')],
		['a name in words', `${idOf('open')}/foto.jpg`],
		['a third part', `${idOf('open')}/${randomUUID()}/1`],
		['no case', `${randomUUID()}/${randomUUID()}`],
		['a path that climbs', `${idOf('waiting')}/../${idOf('phonesOpen')}/${randomUUID()}`],
		['words', 'foto.jpg'],
	])('a file under %s', async (_, path) => {
		expect((await files('olaf').upload(path, photo(), jpeg)).error).not.toBeNull();
		expect(await read('kora', path)).toBe('refused');
	});

	test.each(['olaf', 'anna', 'kora'] as const)(
		'a second file under a name that is taken, by %s',
		async (person) => {
			expect((await files(person).upload(kept, photo(), jpeg)).error).not.toBeNull();
			expect((await files(person).upload(kept, photo(), { ...jpeg, upsert: true })).error).not.toBeNull();
			expect((await files(person).update(kept, photo(), jpeg)).error).not.toBeNull();
		},
	);

	test.each([undefined, 'olaf', 'anna', 'kora', 'mona'] as const)(
		'a file that %s removes, moves or copies',
		async (person) => {
			const removed = await files(person).remove([kept]);
			expect(removed.data ?? []).toEqual([]);
			expect((await files(person).move(kept, newPath())).error).not.toBeNull();
			expect((await files(person).copy(kept, 'foto.jpg')).error).not.toBeNull();
			const emptied = await storageOf(person).emptyBucket('attachments');
			expect(emptied.error).not.toBeNull();
		},
	);

	test.each([undefined, 'mona', 'petra', 'pia'] as const)(
		'what %s would learn by asking around',
		async (person) => {
			for (const prefix of ['', idOf('open')]) {
				const { data } = await files(person).list(prefix);
				expect(JSON.stringify(data)).not.toContain(idOf('open'));
			}
			const publicUrl = files(person).getPublicUrl(kept).data.publicUrl;
			const answer = await backend.call(new URL(publicUrl).pathname, person ? { as: idOf(person) } : {});
			expect(answer.status).toBeGreaterThanOrEqual(400);
			expect((await files(person).createSignedUrl(kept, 60)).data?.signedUrl).toBeUndefined();
			expect((await files(person).info(kept)).data).toBeNull();
			expect((await files(person).copy(kept, newPath('phonesOpen'))).error).not.toBeNull();
		},
	);
});

describe('whoever lost sight of the case', () => {
	beforeAll(open);
	afterAll(close);

	test('can neither download its files nor add one', async () => {
		const path = newPath('inProgress');
		const bytes = photo();
		expect((await files('anna').upload(path, bytes, jpeg)).error).toBeNull();
		expect(await read('anna', path)).toEqual(new Uint8Array(bytes));
		await send(backend.database, 'ben', 'hand_over_request', {
			request_id: idOf('inProgress'),
			cluster_id: idOf('phones'),
		});
		for (const person of ['anna', 'ben', 'otto'] as const) {
			expect(await read(person, path), person).toBe('refused');
			const { error } = await files(person).upload(newPath('inProgress'), photo(), jpeg);
			expect(error, person).not.toBeNull();
		}
		for (const person of ['petra', 'olaf', 'kora'] as const)
			expect(await read(person, path), person).toEqual(new Uint8Array(bytes));
	});

	test('because it was deleted finds nothing, whoever they are', async () => {
		const path = newPath();
		await files('olaf').upload(path, photo(), jpeg);
		await backend.sql`delete from public.requests where request_id = ${idOf('open')}`;
		for (const person of ['olaf', 'anna', 'kora'] as const)
			expect(await read(person, path), person).toBe('refused');
	});
});
