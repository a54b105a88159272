/**
 * `npm run check`: everything that can be said about the code without running its journeys. All steps run, so that one
 * round shows every finding; the exit code says whether any of them found something.
 */
import { spawnSync } from 'node:child_process';
import { auditDependencies } from './audit.ts';
import { checkDatabase } from './check-database.ts';

const steps: [name: string, command: string, ...args: string[]][] = [
	['routes and types', 'svelte-kit', 'sync'],
	['format', 'prettier', '--check', '--log-level', 'warn', '.'],
	['lint', 'eslint', '.', '--max-warnings', '0'],
	[
		'types of app, server and tests',
		'svelte-check',
		'--tsconfig',
		'tsconfig.json',
		'--fail-on-warnings',
		'--output',
		'human',
	],
	['types of the worker', 'tsc', '--project', 'src/service-worker/tsconfig.json'],
	['who imports whom', 'depcruise', 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
	['dead code', 'knip'],
];

const failed: string[] = [];

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

for (const [name, command, ...args] of steps) {
	const started = performance.now();
	const { status, stdout, stderr } = spawnSync(command, args, {
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
	});
	const ok = status === 0;
	say(`${ok ? 'ok  ' : 'FAIL'}  ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
	if (!ok) {
		failed.push(name);
		say(`${stdout}\n${stderr}`);
	}
}

const { outcome, text } = auditDependencies();
say(`${{ clean: 'ok  ', found: 'FAIL', no_answer: '?   ' }[outcome]}  known holes in dependencies: ${text}`);
if (outcome === 'found') failed.push('known holes in dependencies');

for (const finding of await checkDatabase()) {
	say(`${finding.ok ? 'ok  ' : 'FAIL'}  ${finding.name}`);
	if (!finding.ok) {
		failed.push(finding.name);
		say(finding.output);
	}
}

if (failed.length > 0) {
	say(`\nTo repair: ${failed.join(', ')}.`);
	process.exitCode = 1;
}
