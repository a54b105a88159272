import { defineConfig } from '@playwright/test';

/**
 * Journeys of people through the built app on real servers. Every file starts its own (tests/e2e/app.ts), so files run side by side
 * and share nothing. Time zone and language are those of the people we build for.
 */
process.env.TZ = 'Europe/Berlin';

export default defineConfig({
	testDir: '.',
	testMatch: '**/*.spec.ts',
	outputDir: '../../test-results/e2e',
	reporter: [['list'], ['json', { outputFile: '../../test-results/playwright.json' }]],
	workers: 2,
	fullyParallel: false,
	retries: 0,
	forbidOnly: true,
	timeout: 90_000,
	expect: { timeout: 15_000 },
	use: { trace: 'off' },
});
