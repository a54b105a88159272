/**
 * The contents of a database as lines of text, table by table: what a backup keeps and a move carries. Every value travels in PostgreSQL's own
 * text form, which reads back as the same value on any machine and in any later version. Shapes are not kept: they come from the migrations.
 * Transaction ids (xid8) are left out, because they mean nothing in another database; there the defaults stamp every row anew.
 */
import type { TransactionSql } from 'postgres';
import { z } from 'zod';

export const tableSchema = z.object({
	schema: z.string(),
	name: z.string(),
	columns: z.array(z.string()).min(1),
});
export const sequenceSchema = z.object({
	schema: z.string(),
	name: z.string(),
	last: z.string(),
	called: z.boolean(),
});
const lineSchema = z.array(z.string().nullable());

export type Table = z.infer<typeof tableSchema>;
export type Sequence = z.infer<typeof sequenceSchema>;
/** The values of one row, in the order of the columns of its table. */
export type Line = z.infer<typeof lineSchema>;

const rowsAtOnce = 500;
/** Bytes of text in one statement; a row alone may be longer. */
const textAtOnce = 4_000_000;

/** Everything but PostgreSQL's own, and the list of migrations, which whoever applies them writes. */
const ours = `n.nspname not in ('information_schema', 'supabase_migrations') and n.nspname !~ '^pg_'`;

function quote(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

/** As SQL names it. */
export function nameOf({ schema, name }: { schema: string; name: string }): string {
	return `${quote(schema)}.${quote(name)}`;
}

/** The text form of a moment or a number must not depend on who asks. */
export async function fixTextForm(sql: TransactionSql): Promise<void> {
	await sql`
		select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true),
			set_config('intervalstyle', 'postgres', true), set_config('extra_float_digits', '1', true), set_config('bytea_output', 'hex', true)`;
}

/** Every table with the columns that can be written, by schema and name. */
export async function listTables(sql: TransactionSql): Promise<Table[]> {
	return sql.unsafe<Table[]>(`
		select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
		from pg_catalog.pg_class c
		join pg_catalog.pg_namespace n on n.oid = c.relnamespace
		join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
			and not (a.atttypid = 'xid8'::regtype and a.atthasdef)
		where c.relkind = 'r' and ${ours}
		group by 1, 2 order by 1, 2`);
}

/** Where every sequence stands. Sequences know no snapshot: read after the tables, none is behind its rows. */
export async function listSequences(sql: TransactionSql): Promise<Sequence[]> {
	const found = await sql.unsafe<{ schema: string; name: string }[]>(`
		select n.nspname as schema, c.relname as name
		from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'S' and ${ours} order by 1, 2`);
	const sequences: Sequence[] = [];
	for (const { schema, name } of found) {
		const [row] = await sql.unsafe<{ last: string; called: boolean }[]>(
			`select last_value::text as last, is_called as called from ${nameOf({ schema, name })}`,
		);
		if (row) sequences.push({ schema, name, last: row.last, called: row.called });
	}
	return sequences;
}

/** The rows of a table. `sql` has been through `fixTextForm`. */
export async function* readLines(sql: TransactionSql, table: Table): AsyncGenerator<Line> {
	const values = table.columns.map((column) => `${quote(column)}::text`).join(', ');
	const query = `select json_build_array(${values})::text as line from only ${nameOf(table)}`;
	for await (const rows of sql.unsafe<{ line: string }[]>(query).cursor(rowsAtOnce))
		for (const { line } of rows) yield parseLine(line);
}

/** A line as it was kept; throws on anything else. */
export function parseLine(text: string): Line {
	return lineSchema.parse(JSON.parse(text));
}

/** The type of every column, as the database that gets the rows knows them; undefined for a column it does not have. */
async function castsOf(
	sql: TransactionSql,
	{ schema, name, columns }: Table,
): Promise<(string | undefined)[]> {
	const rows = await sql<{ column: string; type: string }[]>`
		select a.attname as column, format_type(a.atttypid, a.atttypmod) as type
		from pg_catalog.pg_attribute a
		join pg_catalog.pg_class c on c.oid = a.attrelid
		join pg_catalog.pg_namespace n on n.oid = c.relnamespace
		where n.nspname = ${schema} and c.relname = ${name} and a.attnum > 0 and not a.attisdropped`;
	const types = new Map(rows.map(({ column, type }) => [column, type]));
	return columns.map((column) => types.get(column));
}

/** A table or column the other database does not have: it is of another version. */
export class ShapeError extends Error {
	override name = 'ShapeError';
}

/** Writes rows as they are: past triggers only when the caller has turned those off. Answers how many. Throws a ShapeError where nothing fits. */
export async function writeLines(
	sql: TransactionSql,
	table: Table,
	lines: AsyncIterable<Line>,
): Promise<number> {
	const casts = await castsOf(sql, table);
	const missing = table.columns.find((_, index) => casts[index] === undefined);
	if (missing !== undefined) throw new ShapeError(`${table.schema}.${table.name}.${missing}`);
	const values = casts.map((type, index) => `(line ->> ${index})::${type ?? 'text'}`).join(', ');
	const statement = `
		insert into ${nameOf(table)} (${table.columns.map(quote).join(', ')}) overriding system value
		select ${values} from jsonb_array_elements($1::text::jsonb) with ordinality as given (line, place) order by place`;
	let batch: string[] = [];
	let length = 0;
	let count = 0;

	async function write(): Promise<void> {
		if (batch.length > 0) await sql.unsafe(statement, [`[${batch.join(',')}]`]);
		count += batch.length;
		batch = [];
		length = 0;
	}

	for await (const line of lines) {
		const text = JSON.stringify(line);
		batch.push(text);
		length += text.length;
		if (batch.length >= rowsAtOnce || length > textAtOnce) await write();
	}
	await write();
	return count;
}

/** Sets a sequence to where it stood. */
export async function setSequence(sql: TransactionSql, sequence: Sequence): Promise<void> {
	await sql`select setval(${nameOf(sequence)}::regclass, ${sequence.last}::bigint, ${sequence.called})`;
}
