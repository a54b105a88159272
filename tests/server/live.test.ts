/** The live feed over the real API and a real PostgreSQL: who may listen, who is nudged, and what survives a cut. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { beatLine, deviceHeader, nudgeLine } from '#contracts/live.ts';
import { countAttempts } from '#server/attempts.ts';
import { answerLive } from '#server/live/door.ts';
import { startLive } from '#server/live/live.ts';
import type { Live } from '#server/live/live.ts';
import { requestArguments, send } from '#tests/database/acting.ts';
import { openTestBackend } from '#tests/database/harness.ts';
import type { TestBackend } from '#tests/database/harness.ts';
import { buildWorld, idOf } from '#tests/database/world.ts';

const patience = { timeout: 10_000, interval: 10 };

let backend: TestBackend;
let live: Live;
let limit = countAttempts(1_000, 60_000);
const pages: { close(): Promise<void> }[] = [];

beforeAll(async () => {
	backend = await openTestBackend();
	await buildWorld(backend.sql);
	await startListening();
});
afterEach(async () => {
	await Promise.all(pages.splice(0).map((page) => page.close()));
});
afterAll(async () => {
	await live.stop();
	await backend.stop();
});

/** A feed that listens already: from here on pages hear only what a test does. */
async function startListening(): Promise<void> {
	live = startLive({ sql: backend.sql });
	const probe = await openPage('kora');
	await vi.waitFor(async () => {
		await backend.sql`select pg_notify('rufkreis_changes', ${`person ${idOf('kora')}`})`;
		expect(probe.nudges()).toBeGreaterThan(2);
	}, patience);
	await probe.close();
}

function knock(authorization?: string, device?: string): Promise<Response> {
	const request = new Request('http://localhost:3000/api/live', {
		headers: {
			...(authorization !== undefined && { authorization }),
			...(device !== undefined && { [deviceHeader]: device }),
		},
	});
	return answerLive(request, { backend, live, sql: backend.sql, limit });
}

function bearer(person: string): string {
	return `Bearer ${backend.tokenOf(idOf(person))}`;
}

function listenTo(answer: Response) {
	expect(answer.status).toBe(200);
	if (!answer.body) throw new Error('an answer without a stream');
	const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
	let text = '';
	let hasEnded = false;
	const reading = (async () => {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			text += value;
		}
		hasEnded = true;
	})();
	const page = {
		lines: () => text.split('\n').filter((line) => line !== ''),
		nudges: () => page.lines().filter((line) => line === nudgeLine).length,
		hasEnded: () => hasEnded,
		async close() {
			await reader.cancel();
			await reading;
		},
	};
	pages.push(page);
	return page;
}

/** A page that has had its first nudge. */
async function openPage(person: string) {
	const page = listenTo(await knock(bearer(person)));
	await vi.waitFor(() => expect(page.nudges()).toBe(1), patience);
	return page;
}

describe('the door', () => {
	function forged(): string {
		const [head, , signature] = backend.tokenOf(idOf('olaf')).split('.');
		const [, claims] = backend.tokenOf(idOf('anna')).split('.');
		return `Bearer ${head}.${claims}.${signature}`;
	}

	test.each<[string, () => string | undefined]>([
		['nobody in particular', () => undefined],
		['a token that is none', () => 'Bearer abc'],
		['the publishable key', () => `Bearer ${backend.publishableKey}`],
		['a password', () => 'Basic YW5uYTpydWZrcmVpcw=='],
		['a session whose person was changed', forged],
		['somebody unknown, rightly signed', () => `Bearer ${backend.tokenOf(randomUUID())}`],
		['somebody who is trusted by nobody yet', () => bearer('pia')],
		['somebody who left', () => bearer('lars')],
	])('stays shut to %s', async (_, authorization) => {
		const answer = await knock(authorization());
		expect(answer.status).toBe(401);
		expect(await answer.json()).toEqual({ error: 'unknown' });
	});

	test('opens a stream that nothing on the way may keep or gather', async () => {
		const answer = await knock(bearer('anna'));
		expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
		expect(answer.headers.get('cache-control')).toBe('no-store');
		expect(answer.headers.get('x-accel-buffering')).toBe('no');
		const page = listenTo(answer);
		await vi.waitFor(() => expect(page.lines()).toEqual([beatLine, nudgeLine]), patience);
	});

	test('is shut for a while to a person who opens streams without end', async () => {
		limit = countAttempts(1, 60_000);
		await openPage('anna');
		const answer = await knock(bearer('anna'));
		limit = countAttempts(1_000, 60_000);
		expect(answer.status).toBe(429);
	});

	test('hears which device of the person is there, and believes nobody about another one', async () => {
		const seen = async () => {
			const rows = await backend.sql<{ name: string }[]>`
				select device_id as name from public.devices where last_seen_at > now() - interval '1 hour'`;
			return rows.map(({ name }) => name);
		};
		await backend.sql`update public.devices set last_seen_at = now() - interval '1 day'`;
		for (const device of [undefined, 'no id', randomUUID(), idOf('bensPhone')]) {
			const page = listenTo(await knock(bearer('anna'), device));
			await vi.waitFor(() => expect(page.nudges()).toBe(1), patience);
		}
		// The nudge took longer than the note: what could have been noted by now was.
		const page = listenTo(await knock(bearer('anna'), idOf('annasPhone')));
		await vi.waitFor(() => expect(page.nudges()).toBe(1), patience);
		await vi.waitFor(async () => expect(await seen()).toEqual([idOf('annasPhone')]), patience);
	});

	test('says that it cannot know who is asking while the API does not answer', async () => {
		const silent = { ...backend, fetch: () => Promise.reject(new Error('gone')) };
		const request = new Request('http://localhost:3000/api/live', {
			headers: { authorization: bearer('anna') },
		});
		expect((await answerLive(request, { backend: silent, live, sql: backend.sql, limit })).status).toBe(503);
	});
});

describe('a change', () => {
	// How soon is measured in the bench; here no sweep could have brought it, since no page sweeps.
	test('nudges whoever may see it at once, and nobody else', async () => {
		const people = ['anna', 'olaf', 'mona', 'petra'];
		const listening = await Promise.all(people.map(openPage));
		const [member, requester] = listening;
		const { sql } = backend;
		await sql`update public.requests set status = 'waiting' where request_id = ${idOf('inProgress')}`;
		await vi.waitFor(() => expect([member?.nudges(), requester?.nudges()]).toEqual([2, 2]), patience);
		// Then one for everybody, and the end: what each page has heard by now is all it will.
		await sql`select pg_notify('rufkreis_changes', 'person ' || id) from unnest(${sql.array(people.map(idOf))}) id`;
		await vi.waitFor(() => expect(member?.nudges()).toBe(3), patience);
		await live.stop();
		await vi.waitFor(() => expect(listening.every((page) => page.hasEnded())).toBe(true), patience);
		expect(listening.map((page) => page.nudges())).toEqual([3, 3, 2, 2]);
		await startListening();
	});

	test('by a command says to both sides that the request is taken', async () => {
		const asked = requestArguments();
		const requester = await openPage('olaf');
		await send(backend.database, 'olaf', 'create_request', asked);
		await vi.waitFor(() => expect(requester.nudges()).toBe(2), patience);
		const helper = await openPage('ben');
		await send(backend.database, 'ben', 'accept_request', { request_id: asked.request_id });
		await vi.waitFor(() => {
			expect(requester.nudges()).toBe(3);
			expect(helper.nudges()).toBe(2);
		}, patience);
	});

	test('of an open request nudges a specialist of another cluster, whose list shows it', async () => {
		const page = await openPage('petra');
		await send(backend.database, 'mona', 'create_request', requestArguments());
		await vi.waitFor(() => expect(page.nudges()).toBe(2), patience);
	});

	test('of a membership changes what a page hears from then on', async () => {
		const page = await openPage('sven');
		const { sql } = backend;
		async function touch(): Promise<void> {
			await sql`update public.requests set title = title where request_id = ${idOf('accepted')}`;
		}
		await send(backend.database, 'sven', 'join_cluster', { cluster_id: idOf('network') });
		await vi.waitFor(() => expect(page.nudges()).toBeGreaterThanOrEqual(2), patience);
		let heard = 0;
		await vi.waitFor(async () => {
			heard = page.nudges();
			await touch();
			await vi.waitFor(() => expect(page.nudges()).toBeGreaterThan(heard), { timeout: 500, interval: 10 });
		}, patience);
	});

	test('of a status ends the streams of a person who is no longer trusted', async () => {
		const page = await openPage('rolf');
		await backend.sql`update public.profiles set status = 'left' where profile_id = ${idOf('rolf')}`;
		await vi.waitFor(() => expect(page.hasEnded()).toBe(true), patience);
		expect((await knock(bearer('rolf'))).status).toBe(401);
	});
});

test('after a cut of the connection that listens every page is nudged, and changes arrive again', async () => {
	const page = await openPage('anna');
	const { sql } = backend;
	const cut = await sql`
		select pg_terminate_backend(pid) from pg_stat_activity
		where datname = current_database() and query ilike 'listen%rufkreis_changes%'`;
	expect(cut).toHaveLength(1);
	await vi.waitFor(() => expect(page.nudges()).toBe(2), patience);
	await sql`update public.requests set title = title where request_id = ${idOf('accepted')}`;
	await vi.waitFor(() => expect(page.nudges()).toBe(3), patience);
});

describe('a stream', () => {
	test('ends with the session it was opened with', async () => {
		const opened = await live.open(idOf('anna'), Date.now() + 300);
		if (opened.outcome !== 'open') throw new Error(opened.outcome);
		const page = listenTo(new Response(opened.stream));
		await vi.waitFor(() => expect(page.hasEnded()).toBe(true), patience);
	});

	test('is ended for an eleventh page of the same person, the oldest first', async () => {
		const oldest = await openPage('otto');
		for (let count = 1; count <= 10; count += 1) await openPage('otto');
		await vi.waitFor(() => expect(oldest.hasEnded()).toBe(true), patience);
		expect(pages).toHaveLength(11);
	});

	test('beats while nothing happens, and all end at once when the server stops', async () => {
		const quick = startLive({ sql: backend.sql, beatMs: 20 });
		const opened = await quick.open(idOf('helga'), Date.now() + 60_000);
		if (opened.outcome !== 'open') throw new Error(opened.outcome);
		const page = listenTo(new Response(opened.stream));
		await vi.waitFor(
			() => expect(page.lines().filter((line) => line === beatLine).length).toBeGreaterThan(3),
			patience,
		);
		await quick.stop();
		await vi.waitFor(() => expect(page.hasEnded()).toBe(true), patience);
		expect(await quick.open(idOf('helga'), Date.now() + 60_000)).toEqual({ outcome: 'unavailable' });
	});

	test('that nobody reads any more is given up, and what it held is let go', async () => {
		const quick = startLive({ sql: backend.sql, beatMs: 5 });
		const opened = await quick.open(idOf('helga'), Date.now() + 60_000);
		const read = await quick.open(idOf('helga'), Date.now() + 60_000);
		if (opened.outcome !== 'open' || read.outcome !== 'open') throw new Error('not open');
		const page = listenTo(new Response(read.stream));
		await vi.waitFor(() => expect(page.lines().length).toBeGreaterThan(40), patience);
		// Read only now: what was queued, and then the end.
		const late = listenTo(new Response(opened.stream));
		await vi.waitFor(() => expect(late.hasEnded()).toBe(true), patience);
		expect(late.lines().length).toBeLessThan(20);
		await quick.stop();
	});
});
