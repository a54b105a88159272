/** What a phone sends and gets when it pulls from the running app, counted at the socket: heads and bodies, as they travel. */
import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { startApp } from '#tests/e2e/app.ts';
import type { RunningApp } from '#tests/e2e/app.ts';
import { count, judged, kilobytes, milliseconds, times, told } from '../table.ts';
import type { Line } from '../table.ts';
import { countyId, fillCounty, firstPullCounty } from './county.ts';
import { page } from './pulling.ts';

/** What browsers say over HTTPS, over HTTP, and what something very plain says. */
const accepting = { brotli: 'gzip, deflate, br', gzip: 'gzip, deflate', identity: 'identity' } as const;
type Accepting = keyof typeof accepting;

interface Pull {
	requests: number;
	/** All that came. */
	bytes: number;
	took: number;
	cursor: string;
	rows: Record<string, number>;
}

function plain(body: Buffer, coding: string | undefined): string {
	if (coding === 'br') return brotliDecompressSync(body).toString();
	return (coding === 'gzip' ? gunzipSync(body) : body).toString();
}

/** One call on a connection of its own, so that the socket counts this answer and no other. */
async function call(app: RunningApp, token: string, body: string, how: Accepting) {
	const asked = request(`${app.origin}/rest/v1/rpc/pull_columns`, {
		method: 'POST',
		agent: false,
		headers: {
			apikey: app.publishableKey,
			authorization: `Bearer ${token}`,
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(body),
			'accept-encoding': accepting[how],
		},
	});
	const answered = once(asked, 'response');
	asked.end(body);
	const [answer] = (await answered) as [IncomingMessage]; // the one argument of this event
	const { socket } = answer;
	const text = plain(await buffer(answer), answer.headers['content-encoding']);
	if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${text.slice(0, 200)}`);
	return { bytes: socket.bytesRead, text };
}

/** A whole pull of one person. */
async function pull(app: RunningApp, personId: string, how: Accepting, from?: string): Promise<Pull> {
	const token = app.tokenOf(personId);
	const sum: Pull = { requests: 0, bytes: 0, took: 0, cursor: from ?? '', rows: {} };
	const began = performance.now();
	for (let more = true; more;) {
		const { bytes, text } = await call(
			app,
			token,
			JSON.stringify(sum.cursor === '' ? {} : { cursor: sum.cursor }),
			how,
		);
		const answer = page.parse(JSON.parse(text));
		({ more, cursor: sum.cursor } = answer);
		sum.requests += 1;
		sum.bytes += bytes;
		for (const [table, columns] of Object.entries(answer.rows))
			sum.rows[table] = (sum.rows[table] ?? 0) + (Object.values(columns)[0]?.length ?? 0);
	}
	sum.took = performance.now() - began;
	return sum;
}

const mebibytes = 1024 * 1024;

/** 5 000 requests and 500 articles beside the demo world of a running app, all of which one person may see. Needs a build. */
export async function measureWire(): Promise<Line[]> {
	const app = await startApp();
	try {
		await fillCounty(app.sql, firstPullCounty);
		return await measureFirstPull(app);
	} finally {
		await app.close();
	}
}

async function measureFirstPull(app: RunningApp): Promise<Line[]> {
	const everywhere = countyId('person', 1);
	const [brotli, gzip, identity] = [
		await pull(app, everywhere, 'brotli'),
		await pull(app, everywhere, 'gzip'),
		await pull(app, everywhere, 'identity'),
	];
	const { requests = 0, articles = 0, request_events: events = 0 } = brotli.rows;
	const all = Object.values(brotli.rows).reduce((sum, rows) => sum + rows, 0);
	const nothing = await pull(app, everywhere, 'brotli', brotli.cursor);
	return [
		told('first pull', `${requests} requests, ${articles} articles`),
		told('  with their stories, files, people: rows', `${all}, ${events} of them events`),
		judged('  bytes as a phone gets them over HTTPS (br)', brotli.bytes, 3 * mebibytes, kilobytes),
		judged('  bytes with gzip alone', gzip.bytes, 3 * mebibytes, kilobytes),
		told('  bytes without either', kilobytes(identity.bytes)),
		told('  br makes it smaller by', times(identity.bytes / brotli.bytes)),
		told('  pages, each one request', String(brotli.requests)),
		told('  took on this machine', milliseconds(brotli.took)),
		judged('nothing new: requests', nothing.requests, 1, count),
		judged('nothing new: bytes, head and body', nothing.bytes, 2 * 1024, kilobytes),
	];
}
