import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classOfAnswer, judgePost } from '#domain/push-verdict.ts';
import type { PostFacts, PostResult, PushVerdict } from '#domain/push-verdict.ts';

const now = new Date('2026-11-23T14:00:00Z');

function inSeconds(seconds: number): Date {
	return new Date(now.getTime() + seconds * 1000);
}

function judge(result: PostResult, change: Partial<PostFacts> = {}): PushVerdict {
	const usual = { retryAfter: null, attempts: 1, now, expiresAt: inSeconds(3600), random: 1 };
	return judgePost({ result, ...usual, ...change });
}

const refused: PushVerdict = { verdict: 'failed', countsAgainstDevice: true };
const ourFault: PushVerdict = { verdict: 'failed', countsAgainstDevice: false };
const soon: PushVerdict = { verdict: 'retry', at: inSeconds(0.5) };

test.each<[PostResult, PushVerdict]>([
	[200, { verdict: 'sent' }],
	[201, { verdict: 'sent' }],
	[202, { verdict: 'sent' }],
	[404, { verdict: 'gone' }],
	[410, { verdict: 'gone' }],
	[406, soon],
	[408, soon],
	[425, soon],
	[429, soon],
	[500, soon],
	[502, soon],
	[503, soon],
	['network', soon],
	['timeout', soon],
	[413, ourFault],
	[301, ourFault],
	[307, ourFault],
	[418, ourFault],
	[400, refused],
	[401, refused],
	[403, refused],
])('an answer %s means %j', (result, verdict) => {
	expect(judge(result)).toEqual(verdict);
});

test('only 404 and 410 ever mean that a device is gone', () => {
	for (let status = 100; status < 600; status += 1) {
		expect(judge(status).verdict === 'gone').toBe(status === 404 || status === 410);
	}
});

test.each<[string | null, number]>([
	['7', 7],
	[' 120 ', 120],
	['Mon, 23 Nov 2026 14:00:30 GMT', 30],
	['Monday, 23-Nov-26 14:00:40 GMT', 40],
	['Mon Nov 23 14:00:50 2026 GMT', 50],
	// Nothing usable, or less than our own patience: the backoff counts.
	['Mon, 23 Nov 2026 13:00:00 GMT', 0.5],
	['0', 0.5],
	['-5', 0.5],
	['1.5', 0.5],
	['2026', 2026],
	['2026-11-23', 0.5],
	['soon', 0.5],
	['', 0.5],
	[null, 0.5],
])('Retry-After "%s" waits %d s', (retryAfter, seconds) => {
	for (const result of [429, 406, 503]) {
		expect(judge(result, { retryAfter })).toEqual({ verdict: 'retry', at: inSeconds(seconds) });
	}
});

test('nothing is tried again after it expired', () => {
	expect(judge(429, { retryAfter: '3600' })).toEqual({ verdict: 'expired' });
	expect(judge(429, { retryAfter: '3599' })).toEqual({ verdict: 'retry', at: inSeconds(3599) });
	expect(judge(500, { expiresAt: now })).toEqual({ verdict: 'expired' });
});

test('the wait doubles up to a minute, half of it by chance, and never lies in the past', () => {
	const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 500].map((attempts) => judge(500, { attempts }));
	expect(waits).toEqual(
		[0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => ({ verdict: 'retry', at: inSeconds(seconds) })),
	);
	expect(judge(500, { attempts: 3, random: 0 })).toEqual({ verdict: 'retry', at: inSeconds(1) });
	fc.assert(
		fc.property(
			fc.record({
				result: fc.oneof(
					fc.integer({ min: 100, max: 599 }),
					fc.constantFrom('network' as const, 'timeout' as const),
				),
				retryAfter: fc.option(fc.string()),
				attempts: fc.nat(),
				random: fc.double({ min: 0, max: 0.999, noNaN: true }),
			}),
			(facts) => {
				const verdict = judgePost({ ...facts, now, expiresAt: inSeconds(3600) });
				if (verdict.verdict !== 'retry') return;
				expect(verdict.at.getTime()).toBeGreaterThan(now.getTime());
				expect(verdict.at.getTime()).toBeLessThan(inSeconds(3600).getTime());
			},
		),
	);
});

test.each([
	[201, '2xx'],
	[302, '4xx'],
	[400, 'refused'],
	[403, 'refused'],
	[404, 'gone'],
	[406, '429'],
	[408, '4xx'],
	[410, 'gone'],
	[413, '413'],
	[429, '429'],
	[503, '5xx'],
	[999, '5xx'],
	['timeout', 'timeout'],
	['network', 'network'],
] as const)('an answer %s counts as %s', (result, counted) => {
	expect(classOfAnswer(result)).toBe(counted);
});
