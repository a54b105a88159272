/**
 * `npm test`: finds the browsers, builds once, then runs every proof and closes with the count of the runners' own reports.
 * A failing part does not hide the next one.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

function run(command: string, ...args: string[]): boolean {
	return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

rmSync('test-results', { recursive: true, force: true });
const ready = run('node', 'tests/browsers.ts') && run('node', 'src/server/build.ts');
if (!ready) {
	process.stdout.write('0 passed, 1 failed\n');
	process.exit(1);
}
const proven = [
	run('vitest', 'run', '--config', 'tests/vitest.config.ts'),
	run('playwright', 'test', '--config', 'tests/e2e/playwright.config.ts'),
	run('node', 'tests/count.ts'),
];
process.exitCode = proven.every(Boolean) ? 0 : 1;
