/** Known holes in what runs in production, as the registry knows them today. Where it does not answer, nothing is claimed and nothing fails. */
import { spawnSync } from 'node:child_process';
import { z } from 'zod';

/** `text` is a line for whoever ran the check. */
export type AuditVerdict = { outcome: 'clean' | 'found' | 'no_answer'; text: string };

const counts = z.object({ high: z.number(), critical: z.number() });
const report = z.object({
	metadata: z.object({ vulnerabilities: counts }),
	vulnerabilities: z.record(z.string(), z.object({ severity: z.string() })),
});

/** npm gives up by itself after one try; this is for a name service that never answers. */
const limitMs = 9_000;

/** What `npm audit --json` printed, whatever it was: a report, an error of the registry in JSON, half a line, nothing. Never throws. */
export function judgeAudit(printed: string): AuditVerdict {
	let answer: unknown;
	try {
		answer = JSON.parse(printed);
	} catch {
		answer = undefined;
	}
	const parsed = report.safeParse(answer);
	if (!parsed.success)
		return { outcome: 'no_answer', text: 'the registry gave no answer, so nothing is known' };
	const { high, critical } = parsed.data.metadata.vulnerabilities;
	if (high + critical === 0) return { outcome: 'clean', text: 'none high or critical' };
	const names = Object.entries(parsed.data.vulnerabilities)
		.filter(([, { severity }]) => severity === 'high' || severity === 'critical')
		.map(([name, { severity }]) => `${name} (${severity})`);
	return { outcome: 'found', text: names.join(', ') };
}

/** At most ten seconds. */
export function auditDependencies(): AuditVerdict {
	const options = ['--omit=dev', '--audit-level=high', '--json', '--fetch-retries=0', '--fetch-timeout=8000'];
	const { stdout } = spawnSync('npm', ['audit', ...options], { encoding: 'utf8', timeout: limitMs });
	return judgeAudit(stdout);
}
