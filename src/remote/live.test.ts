import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beatEveryMs, beatLine, deadAfterMs, nudgeLine } from '#contracts/live.ts';
import { follow } from '#remote/live.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** A page that listens, and a server whose side of every stream is in our hands. */
function world(
	answer: (body: ReadableStream<Uint8Array>) => Response | undefined = (body) => new Response(body),
) {
	const heard: string[] = [];
	const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
	const stop = new AbortController();
	const ended = follow(
		() => {
			const body = new ReadableStream<Uint8Array>({
				start: (controller) => void streams.push(controller),
				cancel: () => void heard.push('cut'),
			});
			return Promise.resolve(answer(body));
		},
		{ onNudge: () => void heard.push('nudge'), onStanding: (standing) => void heard.push(standing) },
		stop.signal,
		() => 1,
	);
	function say(text: string): Promise<unknown> {
		streams.at(-1)?.enqueue(new TextEncoder().encode(text));
		return vi.advanceTimersByTimeAsync(0);
	}
	return { heard, streams, stop, ended, say };
}

test('a page hears nudges, also when a line arrives in pieces, and beats are no news', async () => {
	const { heard, say } = world();
	await say(`${beatLine}\n\n`);
	expect(heard).toEqual(['alive']);
	await say(nudgeLine.slice(0, 5));
	await say(`${nudgeLine.slice(5)}\n\n`);
	expect(heard).toEqual(['alive', 'nudge']);
});

test('a page gives up a socket that fell silent, and opens the next', async () => {
	const { heard, streams, say } = world();
	await say(`${nudgeLine}\n\n`);
	await vi.advanceTimersByTimeAsync(deadAfterMs - 1);
	expect(heard).toEqual(['alive', 'nudge']);
	await vi.advanceTimersByTimeAsync(1);
	expect(heard).toEqual(['alive', 'nudge', 'cut', 'lost']);
	await vi.advanceTimersByTimeAsync(1_000);
	expect(streams).toHaveLength(2);
	await say(`${nudgeLine}\n\n`);
	expect(heard.slice(4)).toEqual(['alive', 'nudge']);
});

test('a page keeps a stream that only beats', async () => {
	const { heard, streams, say } = world();
	for (let beats = 0; beats < 20; beats += 1) {
		await say(`${beatLine}\n\n`);
		await vi.advanceTimersByTimeAsync(beatEveryMs);
	}
	expect(streams).toHaveLength(1);
	expect(heard).toEqual(['alive']);
});

test.each([
	['is refused', () => new Response(null, { status: 401 })],
	['has no session', () => undefined],
])('a page that %s asks again, ever more slowly, and never hears it is alive', async (_fact, answer) => {
	const { heard, streams } = world(answer);
	await vi.advanceTimersByTimeAsync(2_000 + 4_000 + 8_000 + 16_000 + 30_000);
	expect(streams).toHaveLength(6);
	await vi.advanceTimersByTimeAsync(29_000);
	expect(streams).toHaveLength(6);
	await vi.advanceTimersByTimeAsync(1_000);
	expect(streams).toHaveLength(7);
	expect(heard.filter((word) => word !== 'cut')).toEqual([]);
});

test('a page that stops listening lets go of the stream at once and says nothing more', async () => {
	const { heard, streams, stop, ended, say } = world();
	await say(`${beatLine}\n\n`);
	stop.abort();
	await ended;
	expect(heard).toEqual(['alive', 'cut']);
	await vi.advanceTimersByTimeAsync(60_000);
	expect(streams).toHaveLength(1);
});
