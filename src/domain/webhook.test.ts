import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeWebhook } from './webhook.ts';
import type { WebhookResult } from './webhook.ts';

const cases: [result: WebhookResult, meaning: string][] = [
	[200, 'sent'],
	[204, 'sent'],
	[301, 'redirects'],
	[307, 'redirects'],
	[400, 'refused'],
	[401, 'refused'],
	[404, 'refused'],
	[408, 'busy again'],
	[425, 'busy again'],
	[429, 'busy again'],
	[500, 'busy again'],
	[503, 'busy again'],
	['network', 'network again'],
	['timeout', 'timeout again'],
	['unknown_host', 'unknown_host again'],
	['certificate', 'certificate'],
	['private_address', 'private_address'],
	['not_allowed', 'not_allowed'],
];
test.each(cases)('%s means %s', (result, meaning) => {
	const verdict = judgeWebhook(result);
	expect(verdict.verdict === 'sent' ? 'sent' : `${verdict.error}${verdict.again ? ' again' : ''}`).toBe(
		meaning,
	);
});

test('nothing but a 2xx counts as handed over', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 999 }), (status) => {
			expect(judgeWebhook(status).verdict === 'sent').toBe(status >= 200 && status < 300);
		}),
	);
});
