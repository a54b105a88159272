/** How tests pull: one page as a person, a whole pull, and a device that applies pages exactly as the contract words it. */
import { expect } from 'vitest';
import { emptyRows, parseChanges, rowKeys, rowSchemas, tableNames } from '#contracts/rows.ts';
import type { Changes, Row, TableName } from '#contracts/rows.ts';
import type { TestDatabase } from './harness.ts';
import { namesOf, visible } from './visibility.ts';
import { idOf } from './world.ts';

/** What a delta looks through, each with the transaction that wrote it. */
const written = [...tableNames.map((table) => `public.${table}`), 'private.tombstones'];
const lastWrite = written.map((table) => `select max(rev) as rev from ${table}`).join(' union all ');

/**
 * A cursor stands at the oldest transaction that still runs anywhere in this PostgreSQL: what was written since it began comes once more.
 * Tests in other databases of it run side by side with this one, so theirs must be over before it can be said what comes and what does not.
 * Those of this database are what a test is about, and stay.
 */
async function outliveOthers({ sql }: TestDatabase): Promise<void> {
	async function olderThanOurs(): Promise<string[]> {
		const rows = await sql.unsafe<{ id: string }[]>(`
			select l.transactionid::text as id from pg_locks l join pg_stat_activity a using (pid)
			where l.locktype = 'transactionid' and l.mode = 'ExclusiveLock' and l.granted
				and (a.datname is distinct from current_database() or a.backend_type is distinct from 'client backend')
				and l.transactionid::text::bigint < (select max(w.rev)::text::bigint from (${lastWrite}) w)`);
		return rows.map(({ id }) => id);
	}

	const others = await olderThanOurs();
	for (let left = others; left.length > 0;)
		left = (await olderThanOurs()).filter((id) => others.includes(id));
}

/** One page. Throws when the server raises, or when anything in its answer is not as the contracts say. */
export async function pull(database: TestDatabase, person: string, cursor?: string): Promise<Changes> {
	await outliveOthers(database);
	return database.as(
		'authenticated',
		idOf(person),
	)(async (sql) => {
		const [row] = await sql<{ answer: unknown }[]>`select public.pull_columns(${cursor ?? null}) as answer`;
		const changes = parseChanges(row?.answer);
		if (changes === undefined || changes.unread > 0) throw new Error('the contracts do not know this answer');
		return changes;
	});
}

/** Pages until there is no more. `between` runs after each page but the last. */
export async function pullPages(
	database: TestDatabase,
	person: string,
	cursor?: string,
	between: (page: number) => Promise<unknown> = () => Promise.resolve(),
): Promise<Changes[]> {
	const pages: Changes[] = [];
	for (let from = cursor; ; from = pages.at(-1)?.cursor) {
		const page = await pull(database, person, from);
		pages.push(page);
		if (!page.more) return pages;
		if (pages.length > 200) throw new Error('the pull does not end');
		await between(pages.length);
	}
}

/** The cursor after a whole pull. */
export async function cursorOf(database: TestDatabase, person: string): Promise<string> {
	return (await pullPages(database, person)).at(-1)?.cursor ?? '';
}

/** "table name" of every row that came, in words. */
export function cameIn({ rows }: Pick<Changes, 'rows'>): string[] {
	return tableNames.flatMap((table) => {
		const rule = visible[table];
		return rule ? namesOf(rule, rows[table]).map((name) => `${table} ${name}`) : [];
	});
}

export function goneIn({ gone }: Changes): string[] {
	return gone.map(([table, id]) => `${table} ${visible[table]?.names.get(id) ?? 'unknown'}`).sort();
}

/** Whether a page begins to tell everything anew. */
export function startsAnew({ replaced }: Changes): boolean {
	return replaced[0]?.[0] === 'municipalities' && replaced[0][1] === null;
}

function valueOf(row: object, column: string): string {
	return String((row as Record<string, unknown>)[column]); // rows are plain records
}

export function keyOf<Name extends TableName>(table: Name, row: Row<Name>): string {
	return valueOf(row, rowKeys[table]);
}

export type Held = Record<string, string>;

/** Rows by "table id", in a form that compares and reads well. */
export function asHeld(rows: Changes['rows']): Held {
	const held: Held = {};
	for (const table of tableNames)
		for (const row of rows[table])
			held[`${table} ${keyOf(table, row)}`] = JSON.stringify(
				Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))),
			);
	return held;
}

const partsOfCases = ['request_details', 'request_events', 'request_people', 'attachments'] as const;
const byRequest: readonly TableName[] = ['request_events', 'request_people', 'attachments'];

/** A device as it should be. `pullPage` takes one page over, `refresh` a whole pull; both answer what the device holds then. */
export class ModelDevice {
	readonly person: string;
	cursor: string | undefined;
	#database: TestDatabase;
	#rows = new Map<TableName, Map<string, object>>(tableNames.map((table) => [table, new Map()]));

	constructor(database: TestDatabase, person: string) {
		this.#database = database;
		this.person = person;
	}

	async pullPage(): Promise<Changes> {
		const page = await pull(this.#database, this.person, this.cursor);
		for (const [table, after, upTo] of page.replaced) {
			const by = byRequest.includes(table) ? 'request_id' : rowKeys[table];
			const held = this.#of(table);
			for (const [key, row] of held) {
				const place = valueOf(row, by);
				if ((after === null || place > after) && (upTo === null || place <= upTo)) held.delete(key);
			}
		}
		for (const table of tableNames)
			for (const row of page.rows[table]) this.#of(table).set(keyOf(table, row), row);
		for (const [table, id] of page.gone) {
			this.#of(table).delete(id);
			// Whoever lost sight of a request has no business with its parts.
			if (table === 'requests') for (const part of partsOfCases) this.#forgetPart(part, id);
		}
		this.cursor = page.cursor;
		return page;
	}

	async refresh(): Promise<Held> {
		while ((await this.pullPage()).more);
		return this.held();
	}

	held(): Held {
		const rows = Object.fromEntries(tableNames.map((table) => [table, [...this.#of(table).values()]]));
		return asHeld(rows as Changes['rows']); // each row came under the name of its table
	}

	#forgetPart(part: TableName, requestId: string): void {
		const held = this.#of(part);
		for (const [key, row] of held) if (valueOf(row, 'request_id') === requestId) held.delete(key);
	}

	#of(table: TableName): Map<string, object> {
		const rows = this.#rows.get(table);
		if (rows === undefined) throw new Error(`no such table: ${table}`);
		return rows;
	}
}

const live = `status not in ('resolved', 'cancelled') or created_at >= now() - interval '90 days'`;
const ofKeptCases = `request_id in (select request_id from public.requests where ${live})`;
/** What a device keeps of what its person may read, said here a second time and apart from the function that is tested. */
const kept: Partial<Record<TableName, string>> = {
	requests: live,
	request_details: ofKeptCases,
	request_events: ofKeptCases,
	request_people: ofKeptCases,
	attachments: ofKeptCases,
	articles:
		'author_id = auth.uid() or cluster_id in (select cluster_id from public.cluster_members where profile_id = auth.uid())',
};

/** What the policies show this person now and a device keeps, asked table by table. */
export async function truthFor(database: TestDatabase, person: string): Promise<Held> {
	return database.as(
		'authenticated',
		idOf(person),
	)(async (sql) => {
		const held: Held = {};
		for (const table of tableNames) {
			const found = await sql.unsafe<{ row: object }[]>(
				`select to_jsonb(t) - 'rev' as row from public.${table} t where ${kept[table] ?? 'true'}`,
			);
			const rows = found.map(({ row }) => rowSchemas[table].parse(row));
			Object.assign(held, asHeld({ ...emptyRows(), [table]: rows }));
		}
		return held;
	});
}

/** Keys of `held` that differ from `truth`, in words; the whole of both would be thousands of lines. */
export function differences(held: Held, truth: Held): string[] {
	const words: string[] = [];
	for (const key of Object.keys(truth)) if (!(key in held)) words.push(`missing ${key}`);
	for (const [key, row] of Object.entries(held)) {
		if (!(key in truth)) words.push(`should be gone ${key}`);
		else if (truth[key] !== row) words.push(`holds ${row} instead of ${truth[key] ?? ''}`);
	}
	return words.slice(0, 20);
}

/** The device holds what its person may see, no row more, none less, none older. */
export async function expectTruth(database: TestDatabase, device: ModelDevice, when = ''): Promise<void> {
	const truth = await truthFor(database, device.person);
	expect(differences(device.held(), truth), `${device.person} ${when}`).toEqual([]);
}
