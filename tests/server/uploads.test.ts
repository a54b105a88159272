/** A file of a case through the code of the page, supabase-js and the embedded storage. The network between them is ours to cut. */
import { randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import type { AppConfig } from '#contracts/config.ts';
import { largestFile } from '#domain/file.ts';
import { downloadFile } from '#remote/download.ts';
import { endSession, signInWithPassword } from '#remote/session.ts';
import { uploadFile } from '#remote/upload.ts';
import { openTestBackend } from '#tests/database/harness.ts';
import type { TestBackend } from '#tests/database/harness.ts';
import { buildWorld, emailOf, idOf, password } from '#tests/database/world.ts';
import type { Person } from '#tests/database/world.ts';

let backend: TestBackend;
/** What lies between page and server: a test may answer, change or cut what passes. */
let between:
	((request: Request, pass: (request: Request) => Promise<Response>) => Promise<Response>) | undefined;
/** Calls of the storage door since the test began, refreshes of the session among them. */
let calls: string[];

async function pass(request: Request): Promise<Response> {
	const answer = backend.fetch(request);
	if (answer) return answer;
	const config: AppConfig = {
		supabaseUrl: backend.supabaseUrl,
		publishableKey: backend.publishableKey,
		vapidPublicKey: backend.vapid.publicKey,
		mode: 'embedded',
		demo: true,
	};
	return Response.json(config);
}

beforeAll(async () => {
	backend = await openTestBackend();
	await buildWorld(backend.sql);
	const kept = new Map<string, string>();
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => kept.set(key, value),
		removeItem: (key: string) => kept.delete(key),
	});
	vi.stubGlobal('fetch', (input: string | URL | Request, init?: RequestInit) => {
		const request = new Request(input instanceof Request ? input : new URL(input, backend.supabaseUrl), init);
		const { pathname, searchParams } = new URL(request.url);
		const grant = searchParams.get('grant_type');
		if (pathname.startsWith('/storage/')) calls.push(request.method);
		if (grant === 'refresh_token') calls.push('refresh');
		return pathname.startsWith('/storage/') && between ? between(request, pass) : pass(request);
	});
});
beforeEach(() => {
	vi.stubGlobal('navigator', { onLine: true });
	between = undefined;
	calls = [];
});
afterEach(() => {
	vi.useRealTimers();
});
afterAll(async () => {
	vi.unstubAllGlobals();
	await backend.stop();
});

async function signIn(person: Person): Promise<string> {
	const { outcome } = await signInWithPassword(emailOf(person), password);
	expect(outcome).toBe('signed_in');
	return idOf(person);
}

function newPath(request = 'open'): string {
	return `${idOf(request)}/${randomUUID()}`;
}

function bytesOf(length: number): ArrayBuffer {
	return new Uint8Array(randomBytes(length)).buffer;
}

/** What the server has under this path: rows that speak of it, and whether the bytes come back. */
async function stored(path: string): Promise<number> {
	const [row] = await backend.sql<{ n: number }[]>`
		select count(*)::int as n from storage.objects where bucket_id = 'attachments' and name = ${path}`;
	return row?.n ?? 0;
}

async function filesOnDisk(): Promise<number> {
	const folder = join(inject('testServer').folder, `files-${backend.database.name}`);
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).length;
}

test('a file of 10 MB arrives, and another member gets the same bytes back', async () => {
	const path = newPath();
	const bytes = bytesOf(largestFile);
	expect(await uploadFile(await signIn('anna'), path, bytes, 'application/pdf')).toEqual({
		outcome: 'uploaded',
	});
	const back = await downloadFile(await signIn('ben'), path);
	if (back.outcome !== 'downloaded') throw new Error(back.outcome);
	expect(back.bytes.type).toBe('application/pdf');
	expect(Buffer.from(await back.bytes.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
});

test('a file that is there already counts as uploaded, and its bytes stay the first ones', async () => {
	const anna = await signIn('anna');
	const path = newPath();
	const first = bytesOf(1_000);
	await uploadFile(anna, path, first, 'image/jpeg');
	calls = [];
	expect(await uploadFile(anna, path, bytesOf(1_000), 'image/jpeg')).toEqual({ outcome: 'uploaded' });
	expect(calls).toEqual(['POST']);
	expect(await stored(path)).toBe(1);
	const back = await downloadFile(anna, path);
	if (back.outcome !== 'downloaded') throw new Error(back.outcome);
	expect(Buffer.from(await back.bytes.arrayBuffer()).equals(Buffer.from(first))).toBe(true);
});

describe('nothing is stored', () => {
	test.each([
		['one byte more than 10 MB', largestFile + 1],
		['far more than 10 MB', largestFile + 1_000_000],
	])('of %s, and the answer says too large', async (_, length) => {
		const anna = await signIn('anna');
		const path = newPath();
		const before = await filesOnDisk();
		expect(await uploadFile(anna, path, new ArrayBuffer(length), 'application/pdf')).toEqual({
			outcome: 'too_large',
		});
		expect([await stored(path), await filesOnDisk(), calls]).toEqual([0, before, ['POST']]);
	});

	test('of a kind that storage does not take', async () => {
		const path = newPath();
		expect(await uploadFile(await signIn('anna'), path, bytesOf(10), 'text/html')).toEqual({
			outcome: 'broken',
		});
		expect(await stored(path)).toBe(0);
	});

	test.each<[string, Person]>([
		['a specialist of another cluster', 'petra'],
		['an office worker who did not ask', 'mona'],
		['somebody whom nobody trusts yet', 'pia'],
	])('for %s, who is denied it', async (_, person) => {
		const path = newPath();
		const before = await filesOnDisk();
		expect(await uploadFile(await signIn(person), path, bytesOf(10), 'image/png')).toEqual({
			outcome: 'denied',
		});
		expect([await stored(path), await filesOnDisk()]).toEqual([0, before]);
	});

	test('for somebody who signed in meanwhile: one person never sends in the name of another', async () => {
		const anna = await signIn('anna');
		await signIn('ben');
		const path = newPath();
		expect(await uploadFile(anna, path, bytesOf(10), 'image/png')).toEqual({ outcome: 'signed_out' });
		expect([await stored(path), calls]).toEqual([0, []]);
	});

	test('without a session, and nothing leaves the device without a network', async () => {
		const anna = await signIn('anna');
		const path = newPath();
		vi.stubGlobal('navigator', { onLine: false });
		expect(await uploadFile(anna, path, bytesOf(10), 'image/png')).toEqual({ outcome: 'retry' });
		vi.stubGlobal('navigator', { onLine: true });
		await endSession();
		expect(await uploadFile(anna, path, bytesOf(10), 'image/png')).toEqual({ outcome: 'signed_out' });
		expect([await stored(path), calls]).toEqual([0, []]);
	});
});

test('what is no file is read up to 64 KB by the storage door', async () => {
	const prefix = 'x'.repeat(64 * 1024);
	const answer = await backend.call('/storage/v1/object/list/attachments', {
		as: idOf('anna'),
		body: { prefix },
	});
	expect([answer.status, await answer.json()]).toMatchObject([413, { statusCode: '413' }]);
});

describe('a file arrives in the end', () => {
	test('when the session ran out on the way: it is renewed once', async () => {
		const anna = await signIn('anna');
		const path = newPath();
		between = (request, go) => {
			const isFirst = calls.filter((call) => call === 'POST').length === 1;
			// As storage says it where it is hosted: HTTP 400 with the true status inside.
			return isFirst
				? Promise.resolve(
						Response.json(
							{ statusCode: '403', error: 'Unauthorized', message: 'jwt expired' },
							{ status: 400 },
						),
					)
				: go(request);
		};
		expect(await uploadFile(anna, path, bytesOf(10), 'image/png')).toEqual({ outcome: 'uploaded' });
		expect(calls).toEqual(['POST', 'refresh', 'POST']);
		expect(await stored(path)).toBe(1);
	});

	test('when the connection broke in the middle of it: nothing of the first half is left', async () => {
		const anna = await signIn('anna');
		const path = newPath();
		const bytes = bytesOf(200_000);
		const before = await filesOnDisk();
		between = async (request, go) => {
			let sent = 0;
			const body = new ReadableStream<Uint8Array>({
				pull(controller) {
					sent += 1;
					if (sent > 3) controller.error(new Error('cut'));
					else controller.enqueue(new Uint8Array(10_000));
				},
			});
			const init: RequestInit & { duplex: 'half' } = {
				method: 'POST',
				headers: request.headers,
				body,
				duplex: 'half',
			};
			// Answered in silence: a phone in a dead zone is no fault of the server that it should report.
			expect((await go(new Request(request.url, init))).status).toBe(400);
			throw new TypeError('network error');
		};
		expect(await uploadFile(anna, path, bytes, 'image/png')).toEqual({ outcome: 'retry' });
		expect([await stored(path), await filesOnDisk()]).toEqual([0, before]);
		between = undefined;
		expect(await uploadFile(anna, path, bytes, 'image/png')).toEqual({ outcome: 'uploaded' });
	});

	test('when the answer was lost: it is there once', async () => {
		const anna = await signIn('anna');
		const path = newPath();
		between = async (request, go) => {
			await go(request);
			throw new TypeError('network error');
		};
		expect(await uploadFile(anna, path, bytesOf(10), 'image/png')).toEqual({ outcome: 'retry' });
		between = undefined;
		expect(await uploadFile(anna, path, bytesOf(10), 'image/png')).toEqual({ outcome: 'uploaded' });
		expect(await stored(path)).toBe(1);
	});

	test.each([500, 502, 503, 429, 408])(
		'when storage is in trouble (%d): it is sent again later',
		async (status) => {
			const anna = await signIn('anna');
			between = () => Promise.resolve(Response.json({ message: 'in trouble' }, { status }));
			expect(await uploadFile(anna, newPath(), bytesOf(10), 'image/png')).toEqual({ outcome: 'retry' });
			expect(calls).toEqual(['POST']);
		},
	);
});

test('an upload that hangs is given up and lets go of its connection', async () => {
	const anna = await signIn('anna');
	// The request itself is held, not its signal alone: Node's Request passes an abort on only while it has not been collected itself.
	let hanging: Request | undefined;
	between = (request) => {
		hanging = request;
		return new Promise(() => undefined);
	};
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	let ended: unknown;
	void uploadFile(anna, newPath(), bytesOf(largestFile), 'image/png').then((uploaded) => (ended = uploaded));
	// By no interval: what is waited here would be taken off the patience of the upload.
	await vi.waitFor(() => expect(hanging).toBeDefined(), { timeout: 15_000, interval: 0 });
	await vi.advanceTimersByTimeAsync(200_000);
	expect([ended, hanging?.signal.aborted]).toEqual([undefined, false]);
	await vi.advanceTimersByTimeAsync(30_000);
	expect([ended, hanging?.signal.aborted]).toEqual([{ outcome: 'retry' }, true]);
});

describe('nobody gets bytes that are not theirs to see', () => {
	test.each<[string, Person]>([
		['a specialist of another cluster', 'petra'],
		['an office worker who did not ask', 'mona'],
	])('%s hears that there is nothing', async (_, person) => {
		const path = newPath();
		await uploadFile(await signIn('anna'), path, bytesOf(10), 'image/png');
		expect(await downloadFile(await signIn(person), path)).toEqual({ outcome: 'missing' });
	});

	test('and a file that breaks off on the way down is no file', async () => {
		const anna = await signIn('anna');
		const path = newPath();
		await uploadFile(anna, path, bytesOf(100_000), 'image/png');
		between = async (request, go) => {
			const whole = Buffer.from(await (await go(request)).arrayBuffer());
			let sent = false;
			const half = new ReadableStream<Uint8Array>({
				pull(controller) {
					if (sent) controller.error(new Error('cut'));
					else controller.enqueue(whole.subarray(0, 50_000));
					sent = true;
				},
			});
			return new Response(half);
		};
		expect(await downloadFile(anna, path)).toEqual({ outcome: 'retry' });
	});
});
