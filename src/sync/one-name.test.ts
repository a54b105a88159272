import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { directCommands } from '#contracts/direct-commands.ts';
import { everyCommand as commands, type EveryCommandName } from '#contracts/every-command.ts';
import { effects } from '#local/overlay.ts';

/**
 * One command = one name in five places: schema, effect, call, SQL function, database test. The call takes its name from the schema
 * (`sendCommand`); the other four are compared here.
 */
const root = new URL('../..', import.meta.url);
const names = Object.keys(commands).filter((name): name is EveryCommandName => name in commands);
/** Not kept in the outbox, so nothing of them is laid over what is read. */
const withoutEffect = Object.keys(directCommands);

/** Functions a client may call that change nothing. */
const readers = [
	'on_call_now',
	'read_duty_alarms',
	'read_escalation',
	'coordination_overview',
	'my_account',
	'my_contact',
	'my_duties',
	'pull_changes',
	'pull_columns',
	'read_feedback',
	'read_operations',
	'read_reachability',
	'read_webhook',
];

function read(path: string): string {
	return readFileSync(new URL(path, root), 'utf8');
}

const migrations = readdirSync(new URL('supabase/migrations', root))
	.sort()
	.map((file) => read(`supabase/migrations/${file}`))
	.join('\n');
/** Who may and who may not; asked twice. */
const databaseTests = ['command-rights', 'command-replay'].map((name) =>
	read(`tests/database/${name}.test.ts`),
);

/** Functions that answer a command, as migrations make them: name → names of the arguments. The last one made counts. */
const doors = new Map<string, string[]>();
for (const [, name = '', args = ''] of migrations.matchAll(
	/create (?:or replace )?function public\.(\w+)\(([^)]*)\)/g,
))
	doors.set(
		name,
		args.split(',').map((arg) => arg.trim().split(' ')[0] ?? ''),
	);

describe.each(names)('%s', (name) => {
	test('has an effect, or is never kept', () => {
		expect(name in effects).toBe(!withoutEffect.includes(name));
	});

	test('is answered by a function that takes exactly its arguments', () => {
		expect(doors.get(name)?.sort()).toEqual(Object.keys(commands[name].arguments.shape).sort());
	});

	test('is tried on a real database by everybody, and twice', () => {
		for (const text of databaseTests) expect(text).toMatch(new RegExp(`^\\t${name}: `, 'm'));
	});
});

test('no effect and no function is left of a command that is gone', () => {
	expect(Object.keys(effects).filter((name) => !(name in commands))).toEqual([]);
	expect([...doors.keys()].filter((name) => !(name in commands) && !readers.includes(name))).toEqual([]);
});
