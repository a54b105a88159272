/**
 * What a migrated database says about itself: Supabase's advisors (missing RLS, mutable search paths, slow policies) at
 * `warn`, and whether the committed types are those of the schema. `--write` renews the types.
 */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { databaseUrl } from '#server/backend/connect.ts';
import { startTestServer, templateName } from './database/test-server.ts';

export interface Finding {
	name: string;
	ok: boolean;
	output: string;
}

const typesFile = 'supabase/database.types.ts';
const run = promisify(execFile);

async function supabase(...args: string[]): Promise<{ ok: boolean; stdout: string; output: string }> {
	// Telemetry needs a network that a closed machine does not have; without the last one a note about TLS lands in the types.
	const env = { ...process.env, DO_NOT_TRACK: '1', SUPABASE_TELEMETRY_DISABLED: '1', PGSSLMODE: 'disable' };
	try {
		const { stdout, stderr } = await run('supabase', args, { env, maxBuffer: 16 * 1024 * 1024 });
		return { ok: true, stdout, output: `${stdout}\n${stderr}` };
	} catch (error) {
		return { ok: false, stdout: '', output: error instanceof Error ? error.message : 'supabase did not run' };
	}
}

/** Runs against a throwaway database with all migrations. Never throws for findings, only when nothing could be asked. */
export async function checkDatabase({ write = false } = {}): Promise<Finding[]> {
	const { server, stop } = await startTestServer();
	try {
		const url = databaseUrl(server.port, server.keys, 'owner', templateName);
		const advisors = await supabase(
			'db',
			'advisors',
			`--remote=${url}`,
			'--level',
			'warn',
			'--fail-on',
			'warn',
		);
		const types = await supabase('gen', 'types', 'typescript', '--db-url', url, '--schema', 'public');
		if (write && types.ok) writeFileSync(typesFile, types.stdout);
		const current = types.ok && readFileSync(typesFile, 'utf8') === types.stdout;
		return [
			{ name: 'database advisors at warn', ok: advisors.ok, output: advisors.output },
			{
				name: 'generated database types are current',
				ok: current,
				output: types.ok ? `${typesFile} is not what the migrations say: npm run types` : types.output,
			},
		];
	} finally {
		await stop();
	}
}

if (import.meta.main) {
	for (const { name, ok, output } of await checkDatabase({ write: process.argv.includes('--write') })) {
		process.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${name}\n${ok ? '' : output}\n`);
		if (!ok) process.exitCode = 1;
	}
}
