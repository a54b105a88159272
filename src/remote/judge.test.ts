import { expect, test } from 'vitest';
import { judgeFailure } from '#remote/judge.ts';

test.each([
	['no answer at all', 0, undefined, 'retry'],
	['a request that timed out at the server', 408, undefined, 'retry'],
	['too early', 425, undefined, 'retry'],
	['too many at once', 429, undefined, 'retry'],
	['a server in trouble', 500, 'XX000', 'retry'],
	['a proxy without a server', 502, undefined, 'retry'],
	['a statement that took too long', 500, '57014', 'retry'],
	['no session', 401, 'PGRST301', 'signed_out'],
	['an expired token answered as a bad request', 400, 'PGRST303', 'signed_out'],
	['a body over the limit', 413, undefined, 'too_large'],
	['a function nobody knows', 404, 'PGRST202', 'broken'],
	['wrong types', 400, '22P02', 'broken'],
	['a right that is missing', 403, '42501', 'broken'],
])('%s is judged', (_fact, status, code, expected) => {
	expect(judgeFailure(status, code)).toBe(expected);
});
