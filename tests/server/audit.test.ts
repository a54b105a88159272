import { expect, test } from 'vitest';
import { judgeAudit } from '#tests/audit.ts';

function printed(high: number, critical: number, vulnerabilities: Record<string, unknown> = {}): string {
	return JSON.stringify({
		auditReportVersion: 2,
		vulnerabilities,
		metadata: { vulnerabilities: { info: 0, low: 1, moderate: 2, high, critical, total: 3 } },
	});
}

test('a report without anything high is clean, whatever is below', () => {
	expect(judgeAudit(printed(0, 0, { a: { severity: 'moderate' } })).outcome).toBe('clean');
});

test.each([
	[1, 0, 'high'],
	[0, 1, 'critical'],
])('a hole that is high or critical fails and names the package', (high, critical, severity) => {
	const verdict = judgeAudit(printed(high, critical, { left: { severity: 'low' }, sharp: { severity } }));
	expect(verdict).toEqual({ outcome: 'found', text: `sharp (${severity})` });
});

test.each([
	['nothing', ''],
	['half a line', '{"metadata": {"vuln'],
	['a page of a proxy', '<html>403</html>'],
	[
		'a registry without this service',
		JSON.stringify({
			message: '405 Method Not Allowed',
			statusCode: 405,
			error: { summary: '', detail: '' },
		}),
	],
	['an error of npm', JSON.stringify({ error: { code: 'ENOTFOUND', summary: 'no network' } })],
	['a report of another form', JSON.stringify({ metadata: { vulnerabilities: 'none' } })],
])('%s is no answer, and never a clean one', (_, text) => {
	expect(judgeAudit(text).outcome).toBe('no_answer');
});
