/**
 * Counts what the runners themselves reported (vitest and Playwright, JSON) and prints `N passed, N failed`. A report that is
 * missing or counts nothing is a failure: a suite that did not run proves nothing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const vitestReport = z.object({
	numPassedTests: z.number(),
	numFailedTests: z.number(),
	numPendingTests: z.number(),
	success: z.boolean(),
});
const playwrightReport = z.object({
	stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
	errors: z.array(z.unknown()),
});

interface Count {
	passed: number;
	failed: number;
}

function read<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> | undefined {
	if (!existsSync(file)) return undefined;
	return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Flaky and skipped count as failed: neither proves that the thing holds. */
function countVitest(): Count {
	const report = read('test-results/vitest.json', vitestReport);
	if (report === undefined || report.numPassedTests === 0) return { passed: 0, failed: 1 };
	const failed = report.numFailedTests + report.numPendingTests;
	return { passed: report.numPassedTests, failed: failed === 0 && !report.success ? 1 : failed };
}

function countPlaywright(): Count {
	const report = read('test-results/playwright.json', playwrightReport);
	if (report === undefined || report.stats.expected === 0) return { passed: 0, failed: 1 };
	const { expected, unexpected, flaky, skipped } = report.stats;
	return { passed: expected, failed: unexpected + flaky + skipped + report.errors.length };
}

const counts = [countVitest(), countPlaywright()];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
