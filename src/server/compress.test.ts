import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compress } from './compress.ts';

const long = JSON.stringify({ words: 'Der Drucker im Bürgeramt druckt nicht. '.repeat(100) });

function asking(accepted?: string): Request {
	return new Request('http://localhost:3000/rest/v1/rpc/pull_changes', {
		headers: accepted === undefined ? {} : { 'accept-encoding': accepted },
	});
}

function compressJson(request: Request, answer: Response): Promise<Response> {
	return compress(request, answer, 'application/json');
}

function answering(body: BodyInit | null, headers: Record<string, string> = {}, status = 200): Response {
	return new Response(body, {
		status,
		headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
	});
}

describe('a long answer', () => {
	test.each([
		['gzip', 'gzip'],
		['gzip, deflate, br, zstd', 'br'],
		['br;q=0.9, GZIP;q=0.5', 'br'],
		['br;q=0, deflate,gzip;q=1', 'gzip'],
	])('for a phone that takes "%s" is %s', async (accepted, coding) => {
		const answer = await compressJson(asking(accepted), answering(long, { 'x-kept': 'yes' }, 206));
		expect(answer.status).toBe(206);
		expect(answer.headers.get('content-encoding')).toBe(coding);
		expect(answer.headers.get('vary')).toContain('accept-encoding');
		expect(answer.headers.get('x-kept')).toBe('yes');
		const small = Buffer.from(await answer.arrayBuffer());
		expect(small.byteLength).toBeLessThan(long.length / 10);
		expect((coding === 'br' ? brotliDecompressSync : gunzipSync)(small).toString()).toBe(long);
	});

	test('loses the length it had before', async () => {
		const answer = await compressJson(
			asking('gzip'),
			answering(long, { 'content-length': String(long.length) }),
		);
		expect(answer.headers.get('content-length')).toBeNull();
	});

	test.each([undefined, '', 'identity', 'zstd', '*', 'gzip;q=0', 'br; q=0.000', 'x-gzip'])(
		'stays as it is for whoever says %j, and caches are told that others get another one',
		async (accepted) => {
			const answer = await compressJson(asking(accepted), answering(long));
			expect(answer.headers.get('content-encoding')).toBeNull();
			expect(answer.headers.get('vary')).toContain('accept-encoding');
			expect(await answer.text()).toBe(long);
		},
	);
});

describe('nothing else is touched', () => {
	test('a short answer', async () => {
		const answer = await compressJson(asking('gzip'), answering('{"outcome":"accepted"}'));
		expect(answer.headers.get('content-encoding')).toBeNull();
		expect(await answer.text()).toBe('{"outcome":"accepted"}');
	});

	test.each([
		['a file', answering(long, { 'content-type': 'text/plain' })],
		['a stream of events', answering(long, { 'content-type': 'text/event-stream' })],
		['what is compressed already', answering(long, { 'content-encoding': 'zstd' })],
		['an answer without a body', answering(null, {}, 204)],
	])('%s', async (_, given) => {
		expect(await compressJson(asking('gzip'), given)).toBe(given);
	});

	test('a page where the API is meant, nor an answer of the API where a page is', async () => {
		const page = answering(long, { 'content-type': 'text/html' });
		expect(await compressJson(asking('gzip'), page)).toBe(page);
		const json = answering(long);
		expect(await compress(asking('gzip'), json, 'text/html')).toBe(json);
	});
});

test('a page becomes small as an answer of the API does', async () => {
	const page = await compress(
		asking('gzip, br'),
		answering(long, { 'content-type': 'text/html' }),
		'text/html',
	);
	expect(page.headers.get('content-encoding')).toBe('br');
	expect(brotliDecompressSync(Buffer.from(await page.arrayBuffer())).toString()).toBe(long);
});
