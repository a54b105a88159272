/** How tests send commands: as a person, through the public function, and the answer must be one the contracts know. */
import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { everyCommand as commands } from '#contracts/every-command.ts';
import type { EveryCommandName as CommandName } from '#contracts/every-command.ts';
import type { TestDatabase } from './harness.ts';
import { idOf } from './world.ts';

type Part = Record<string, string | number | boolean | null>;

/** Arguments as a client may send them, wrong ones included. */
export type Arguments = Record<string, string | number | boolean | string[] | Part[] | null>;

/** Throws when the database raises, or when the answer is no answer of this command. */
async function call(sql: TransactionSql, name: CommandName, args: Arguments): Promise<unknown> {
	const list = Object.keys(args).map((key, index) => `${key} => $${index + 1}`);
	const [row] = await sql.unsafe<{ answer: unknown }[]>(
		`select public.${name}(${list.join(', ')}) as answer`,
		Object.values(args),
	);
	commands[name].answer.parse(row?.answer);
	return row?.answer;
}

/** Sends a command with an id of its own, unless one is given, and keeps what it did. */
export function send(
	database: TestDatabase,
	person: string,
	name: CommandName,
	args: Arguments,
): Promise<unknown> {
	return database.as(
		'authenticated',
		idOf(person),
	)((sql) => call(sql, name, { command_id: randomUUID(), ...args }));
}

class TakenBack extends Error {
	readonly result: unknown;
	constructor(result: unknown) {
		super('taken back');
		this.result = result;
	}
}

/** As `send`, but everything it did is rolled back: the next case finds the world as it was. */
export async function tryOut(
	database: TestDatabase,
	person: string,
	name: CommandName,
	args: Arguments,
): Promise<unknown> {
	try {
		await database.as(
			'authenticated',
			idOf(person),
		)(async (sql) => {
			throw new TakenBack(await call(sql, name, { command_id: randomUUID(), ...args }));
		});
	} catch (error) {
		if (error instanceof TakenBack) return error.result;
		throw error;
	}
	throw new Error('unreachable: the transaction always throws');
}

export type Contents = Record<string, string>;

/** A digest per table of ours and of the stored files: two equal ones mean that nothing moved in between. */
export async function contentsOf({ sql }: TestDatabase, except: readonly string[] = []): Promise<Contents> {
	const tables = await sql<{ name: string }[]>`
		select format('%s.%s', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'r' and (n.nspname in ('public', 'private') or (n.nspname, c.relname) = ('storage', 'objects')) order by 1`;
	// That a stored file was read is no change of it.
	const row = `(to_jsonb(t) - 'last_accessed_at')::text`;
	const parts = tables
		.filter(({ name }) => !except.includes(name))
		.map(
			({ name }) =>
				`select '${name}' as name, count(*) || ' rows ' || coalesce(md5(string_agg(${row}, ',' order by ${row})), '') as digest from ${name} t`,
		);
	const rows = await sql.unsafe<{ name: string; digest: string }[]>(parts.join(' union all '));
	return Object.fromEntries(rows.map((row) => [row.name, row.digest]));
}

/** A refusal is stored, so that asking again gives the same answer; nothing else may move. */
export const refusalsOnly = ['private.commands'] as const;

/** Evenings and nights of working days. */
export function quietArguments() {
	return {
		quiet_hours: [1, 2, 3, 4, 5].map((day) => ({ day, from: '17:00', until: '07:00' })),
		quiet_on_holidays: true,
		break_through: 2,
	};
}

/** A device of one's own as a browser registers it. */
export function deviceArguments(endpoint: string) {
	return {
		device_id: randomUUID(),
		endpoint,
		p256dh: `B${'A'.repeat(86)}`,
		auth: 'a'.repeat(22),
		label: 'Mein Handy',
		platform: 'android',
	};
}

/** A step of an escalation as its editor sends it. */
export const escalationStep = {
	target: 'members',
	profile_id: null,
	delay_minutes: 0,
	repeats: 1,
	lowest_priority: 4,
};

/** Who runs an installation, as the form of coordination sends it. */
export function operatorArguments() {
	return {
		name: 'Zweckverband IT',
		address: 'Markt 1\n01000 Musterstadt',
		email: 'it@verband.example',
		phone: '03500 1',
		represented_by: 'Eva Muster',
		supervisory_authority: '',
		data_protection_officer: '',
		enforcement_body: '',
	};
}

/** A how-to as the editor sends it. */
export function articleArguments() {
	return {
		article_id: randomUUID(),
		cluster_id: idOf('network'),
		title: 'WLAN neu verbinden',
		summary: 'In drei Schritten',
		body: '1. Aus. 2. Warten. 3. An.',
	};
}

/** A file as the form announces it, once its bytes have arrived. */
export function fileArguments(request: string) {
	return {
		attachment_id: randomUUID(),
		request_id: idOf(request),
		name: 'Fehlermeldung.jpg',
		content_type: 'image/jpeg',
		bytes: 1000,
	};
}

/** A request as the form sends it. */
export function requestArguments() {
	return {
		request_id: randomUUID(),
		cluster_id: idOf('network'),
		title: 'Internet geht nicht',
		body: 'Seit heute früh.',
		priority: 2,
		kind: 'incident',
	};
}
