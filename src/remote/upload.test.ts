import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { getClient } from '#remote/client.ts';
import { uploadFile } from '#remote/upload.ts';
import { me } from '#tests/fakes/device.ts';

vi.mock('#remote/client.ts', () => ({ getClient: vi.fn() }));
vi.mock('#remote/config.ts', () => ({
	readConfig: () => Promise.resolve({ supabaseUrl: '', publishableKey: '' }),
}));
vi.mock('@supabase/supabase-js', () => ({ createClient: () => ({ storage: server.storage }) }));

type UploadError = Error & { status?: number | undefined; statusCode?: string | undefined };

/** A server that answers uploads in the given order (the last one again and again), and whose session it is. */
const server = {
	errors: [] as (UploadError | null)[],
	uploaded: [] as string[],
	person: me as string | null,
	sessionError: null as Error | null,
	refreshError: null as Error | null,
	refreshes: 0,
	storage: {
		from: (bucket: string) => ({
			upload(path: string, bytes: ArrayBuffer, { contentType }: { contentType: string }) {
				server.uploaded.push(`${bucket} ${path} ${bytes.byteLength} ${contentType}`);
				return Promise.resolve({ error: server.errors.shift() ?? null });
			},
		}),
	},
};

function session(): object | null {
	return server.person === null ? null : { user: { id: server.person }, access_token: 'token' };
}

function refuse(message: string, status?: number, statusCode?: string): UploadError {
	return Object.assign(new Error(message), { status, statusCode });
}

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('navigator', { onLine: true });
	Object.assign(server, {
		errors: [],
		uploaded: [],
		person: me,
		sessionError: null,
		refreshError: null,
		refreshes: 0,
	});
	const client = {
		auth: {
			getSession: () =>
				Promise.resolve({
					data: { session: session() },
					error: server.sessionError,
				}),
			refreshSession() {
				server.refreshes += 1;
				const renewed = server.refreshError === null ? session() : null;
				return Promise.resolve({ data: { session: renewed }, error: server.refreshError });
			},
		},
	};
	// Only what uploading asks of the client.
	vi.mocked(getClient).mockResolvedValue(client as unknown as Awaited<ReturnType<typeof getClient>>);
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

async function upload(size = 3): Promise<string> {
	return (await uploadFile(me, 'case/file', new ArrayBuffer(size), 'image/png')).outcome;
}

test('bytes go to their place with their type', async () => {
	expect(await upload()).toBe('uploaded');
	expect(server.uploaded).toEqual(['attachments case/file 3 image/png']);
});

describe('a refusal of the storage', () => {
	test.each([
		[
			'that it is there already, as hosted says it',
			refuse('The resource already exists', 400, '409'),
			'uploaded',
		],
		['that it is there already, as our own says it', refuse('Duplicate', 409, 'Duplicate'), 'uploaded'],
		['that another transaction was in its way', refuse('deadlock detected', 400, '409'), 'retry'],
		['that this person may not', refuse('new row violates row-level security policy', 400, '403'), 'denied'],
		['that it is too large, as hosted says it', refuse('Payload too large', 400, '413'), 'too_large'],
		['that it is too large, as our own door says it', refuse('Payload too large', 413), 'too_large'],
		['that its type is not allowed', refuse('mime type text/html is not supported', 400, '415'), 'broken'],
		['that it is in trouble', refuse('Internal', 500, '500'), 'retry'],
		['that there are too many', refuse('Slow down', 429), 'retry'],
		['that never came', refuse('Failed to fetch'), 'retry'],
	])('%s is judged', async (_fact, error, outcome) => {
		server.errors = [error];
		expect(await upload()).toBe(outcome);
		expect(server.refreshes).toBe(0);
	});
});

describe('a session', () => {
	test.each([
		refuse('jwt expired', 400, '403'),
		refuse('"exp" claim timestamp check failed', 400, '400'),
		refuse('JWT expired', 401, '401'),
	])('whose token has run out (%s) is made fresh once, and the upload is repeated', async (error) => {
		server.errors = [error];
		expect(await upload()).toBe('uploaded');
		expect(server.refreshes).toBe(1);
		expect(server.uploaded).toHaveLength(2);
	});

	test('that the server does not take even when fresh is over', async () => {
		server.errors = [refuse('jwt expired', 400, '403'), refuse('invalid jwt', 401)];
		expect(await upload()).toBe('signed_out');
		expect(server.uploaded).toHaveLength(2);
	});

	test('that cannot be made fresh is over, or waits for the network', async () => {
		server.errors = [refuse('jwt expired', 400, '403'), refuse('jwt expired', 400, '403')];
		server.refreshError = new Error('refresh token is gone');
		expect(await upload()).toBe('signed_out');
		server.refreshError = Object.assign(new Error('no network'), { name: 'AuthRetryableFetchError' });
		expect(await upload()).toBe('retry');
	});

	test.each([
		['of somebody else sends nothing', 'd1000000-0000-4000-8000-000000000002', null, 'signed_out'],
		['that is not there sends nothing', null, null, 'signed_out'],
		[
			'that could not be asked for is nobody’s fault',
			null,
			Object.assign(new Error('no network'), { name: 'AuthRetryableFetchError' }),
			'retry',
		],
	])('%s', async (_fact, person, sessionError, outcome) => {
		Object.assign(server, { person, sessionError });
		expect(await upload()).toBe(outcome);
		expect(server.uploaded).toEqual([]);
	});
});

describe('a network', () => {
	test('that the device knows to be gone is not tried', async () => {
		vi.stubGlobal('navigator', { onLine: false });
		expect(await upload()).toBe('retry');
		expect(getClient).not.toHaveBeenCalled();
	});

	test('that cannot bring the code leaves the file waiting', async () => {
		vi.mocked(getClient).mockRejectedValueOnce(new Error('no such chunk'));
		expect(await upload()).toBe('retry');
	});

	test.each([
		['of a small file after a minute', 0, 60_000],
		['of 10 MB after what 64 KB/s need and a minute', 10 * 1024 * 1024, 60_000 + 163_840],
	])('that swallows everything ends the upload %s', async (_fact, size, patience) => {
		vi.mocked(getClient).mockReturnValueOnce(new Promise(() => undefined));
		let outcome: string | undefined;
		void upload(size).then((found) => {
			outcome = found;
		});
		await vi.advanceTimersByTimeAsync(patience - 1);
		expect(outcome).toBeUndefined();
		await vi.advanceTimersByTimeAsync(1);
		expect(outcome).toBe('retry');
		expect(vi.getTimerCount()).toBe(0);
	});
});
