import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { isFirefoxWanted } from './browsers.ts';

/**
 * Four kinds of proof, one runner: rules beside their code (unit), SQL and our server on a real PostgreSQL (database, server),
 * a real Firefox with a real push message (firefox). Browsers in journeys are Playwright's (tests/e2e).
 */
process.env.TZ = 'Europe/Berlin';
const globalSetup = ['tests/database/global-setup.ts'];

export default defineConfig({
	root: new URL('..', import.meta.url).pathname,
	plugins: [svelte()],
	test: {
		// What is looked for again and again may take as long as a busy machine needs: a second is no measure of anything.
		expect: { poll: { timeout: 15_000 } },
		reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['src/**/*.test.ts'],
					exclude: ['src/server/**'],
					testTimeout: 30_000,
				},
			},
			{
				extends: true,
				test: {
					name: 'database',
					include: ['tests/database/**/*.test.ts', 'tests/sync/**/*.test.ts', 'src/server/**/*.test.ts'],
					globalSetup,
					testTimeout: 30_000,
					hookTimeout: 60_000,
				},
			},
			{
				extends: true,
				test: {
					name: 'server',
					include: ['tests/server/**/*.test.ts', 'tests/fakes/**/*.test.ts', 'tests/build/**/*.test.ts'],
					globalSetup,
					testTimeout: 90_000,
					hookTimeout: 120_000,
				},
			},
			{
				extends: true,
				test: {
					name: 'browser',
					// After everything else and one at a time: two Firefoxes beside a full machine wait for each other.
					sequence: { groupOrder: 1 },
					maxWorkers: 1,
					// Left out as a whole where FIREFOX=0 says so: a skipped test would count as a failed one.
					include: isFirefoxWanted() ? ['tests/firefox/**/*.test.ts'] : [],
					testTimeout: 120_000,
					hookTimeout: 180_000,
				},
			},
		],
	},
});
