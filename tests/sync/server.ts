/**
 * The server of the property test: a real PostgreSQL, reached as the API reaches it, with transactions that are held open and a backup that
 * is put back. Remembers every command it was given, so that the end can be compared with what was promised.
 */
import type { ReservedSql, TransactionSql } from 'postgres';
import * as z from 'zod';
import { type CommandName, commands } from '#contracts/commands.ts';
import { type Changes, parseChanges } from '#contracts/rows.ts';
import { createTestDatabase, openTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';
import { sessionClaims } from '#tests/database/token.ts';
import { buildWorld, idOf } from '#tests/database/world.ts';
import type { DeviceName, SlowDeed } from './steps.ts';

export interface Sent {
	person: string;
	name: CommandName;
	args: Record<string, unknown>;
}

/** A call that waits longer for somebody else's lock is given up, as a device would after 15 s; nothing of it happened. */
const lockPatience = '150ms';
const lockTimeout = '55P03';
/** Transaction ids of a machine that has counted further. */
const foreignTransactions = 1_000_000_000;

export class Server {
	database: TestDatabase;
	readonly sent = new Map<string, Sent>();
	/** Rises with the backup and the restore: what was answered in period 1 is lost in period 2. */
	period: 0 | 1 | 2 = 0;
	#backup: TestDatabase | undefined;
	#slow: ReservedSql | undefined;
	#ids = 0;

	private constructor(database: TestDatabase) {
		this.database = database;
	}

	/** A copy of the world that `makeSmallPages` prepared. */
	static async start(template: string): Promise<Server> {
		return new Server(await createTestDatabase(template));
	}

	/** The same ids in the same order for the same steps. */
	newId(): string {
		this.#ids += 1;
		return idOf(`made ${this.#ids}`);
	}

	/** Answers undefined when nobody can tell whether it happened. Throws on answers the contracts do not know. */
	async call(person: string, name: CommandName, args: Record<string, unknown>): Promise<unknown> {
		this.sent.set(String(args.command_id), { person, name, args });
		const answer = await this.#asPerson(person, (sql) => callCommand(sql, name, args));
		return answer === undefined ? undefined : commands[name].answer.parse(answer);
	}

	async pull(person: string, cursor: string | undefined): Promise<Changes | undefined> {
		const answer = await this.#asPerson(person, async (sql) => {
			const [row] = await sql<{ answer: unknown }[]>`select public.pull_columns(${cursor ?? null}) as answer`;
			return row?.answer;
		});
		if (answer === undefined) return undefined;
		const changes = parseChanges(answer);
		if (changes === undefined || changes.unread > 0) throw new Error('the contracts do not know this answer');
		return changes;
	}

	/** The bytes of a file arrive; twice is as good as once. Undefined: nobody can tell. */
	upload(person: string, path: string): Promise<'uploaded' | 'denied' | undefined> {
		return this.#asPerson(person, async (sql) => {
			try {
				await sql.savepoint(
					(point) => point`insert into storage.objects (bucket_id, name) values ('attachments', ${path})`,
				);
				return 'uploaded';
			} catch (error) {
				if (hasCode(error, '23505')) return 'uploaded';
				if (hasCode(error, '42501')) return 'denied';
				throw error;
			}
		});
	}

	/** What coordination does past all devices; not at all when somebody holds the row. */
	async coordinate(what: 'remove' | 'resolve' | 'age', pick: number): Promise<void> {
		const request = await this.#pickRequest(pick);
		await this.#unlessLocked(() =>
			this.database.sql.begin(async (sql) => {
				await sql`select set_config('lock_timeout', ${lockPatience}, true)`;
				if (what === 'remove') await sql`delete from public.requests where request_id = ${request}`;
				if (what === 'resolve')
					await sql`update public.requests set status = 'resolved' where request_id = ${request}`;
				if (what === 'age')
					await sql`update public.requests set created_at = created_at - interval '1 year' where request_id = ${request}`;
			}),
		);
	}

	/** Somebody's transaction that has done its work and not committed. Not begun when its rows are held, or another one is open. */
	async begin(deed: SlowDeed, device: DeviceName, pick: number): Promise<void> {
		if (this.#slow !== undefined) return;
		const request = await this.#pickRequest(pick);
		const [article] = await this.database.sql<{ id: string }[]>`
			select article_id as id from public.articles order by md5(article_id::text || ${pick}::text) limit 1`;
		const cluster = idOf(pick % 2 === 0 ? 'network' : 'phones');
		const slow = await this.database.sql.reserve();
		const done = await this.#unlessLocked(async () => {
			await slow`begin`;
			await slow`select set_config('lock_timeout', ${lockPatience}, true)`;
			if (deed === 'remove') await slow`delete from public.requests where request_id = ${request}`;
			if (deed === 'create') await this.#act(slow, 'mona', 'create_request', askFor(this.newId(), cluster));
			if (deed === 'accept') await this.#act(slow, 'ben', 'accept_request', { request_id: request });
			if (deed === 'hand_over')
				await this.#act(slow, 'ben', 'hand_over_request', { request_id: request, cluster_id: cluster });
			if (deed === 'offer')
				await this.#act(slow, 'ben', 'offer_later', { request_id: request, available_at: null });
			if (deed === 'help') await this.#act(slow, 'ben', 'join_request', { request_id: request });
			if (deed === 'publish')
				await this.#act(slow, 'otto', 'publish_article', { article_id: article?.id ?? null });
			if (deed === 'join_or_leave') {
				const [member] = await slow`
					select 1 from public.cluster_members where profile_id = ${idOf(device)} and cluster_id = ${cluster}`;
				await this.#act(slow, device, member ? 'leave_cluster' : 'join_cluster', { cluster_id: cluster });
			}
			return true;
		});
		if (done === true) this.#slow = slow;
		else {
			await slow`rollback`;
			slow.release();
		}
	}

	async end(how: 'commit' | 'roll_back'): Promise<void> {
		const slow = this.#slow;
		if (slow === undefined) return;
		this.#slow = undefined;
		await (how === 'commit' ? slow`commit` : slow`rollback`);
		slow.release();
	}

	/** Once: the first copy is the one that is put back. */
	async backUp(): Promise<void> {
		if (this.period !== 0) return;
		await this.end('commit');
		const { name } = this.database;
		await this.database.close();
		this.#backup = await createTestDatabase(name);
		this.database = openTestDatabase(name);
		this.period = 1;
	}

	/** What is running is lost with the machine. The copy comes to one that has counted other transactions. */
	async restore(): Promise<void> {
		if (this.#backup === undefined) return;
		await this.end('roll_back');
		await this.database.drop();
		this.database = this.#backup;
		this.#backup = undefined;
		this.period = 2;
		await this.database.sql.begin(async (sql) => {
			const tables = await sql<{ name: string }[]>`
				select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'rev'
				where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`;
			for (const { name } of tables) {
				await sql.unsafe(`alter table public.${name} disable trigger ${name}_stamp_rev`);
				await sql.unsafe(
					`update public.${name} set rev = (rev::text::bigint + ${foreignTransactions})::text::xid8`,
				);
				await sql.unsafe(`alter table public.${name} enable trigger ${name}_stamp_rev`);
			}
			await sql`update private.tombstones set rev = (rev::text::bigint + ${foreignTransactions})::text::xid8`;
		});
		await this.database.sql`select private.raise_sync_epoch()`;
	}

	async stop(): Promise<void> {
		await this.end('roll_back');
		await this.#backup?.drop();
		await this.database.drop();
	}

	#asPerson<Result>(
		person: string,
		work: (sql: TransactionSql) => Promise<Result>,
	): Promise<Result | undefined> {
		return this.#unlessLocked(() =>
			this.database.as(
				'authenticated',
				idOf(person),
			)(async (sql) => {
				await sql`select set_config('lock_timeout', ${lockPatience}, true)`;
				return work(sql);
			}),
		);
	}

	async #act(
		sql: ReservedSql,
		person: string,
		name: CommandName,
		given: Record<string, unknown>,
	): Promise<void> {
		const args = { command_id: this.newId(), ...given };
		const claims = JSON.stringify(sessionClaims(idOf(person)));
		await sql`select set_config('request.jwt.claims', ${claims}, true)`;
		this.sent.set(args.command_id, { person, name, args });
		await callCommand(sql, name, args);
	}

	async #unlessLocked<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
		try {
			return await work();
		} catch (error) {
			if (hasCode(error, lockTimeout)) return undefined;
			throw error;
		}
	}

	/** By a shuffle that is the same for the same pick. */
	async #pickRequest(pick: number): Promise<string> {
		const [row] = await this.database.sql<{ id: string }[]>`
			select request_id as id from public.requests order by md5(request_id::text || ${pick}::text) limit 1`;
		return row?.id ?? idOf('nothing');
	}
}

function hasCode(error: unknown, code: string): boolean {
	return z.object({ code: z.literal(code) }).safeParse(error).success;
}

async function callCommand(
	sql: TransactionSql | ReservedSql,
	name: CommandName,
	args: Record<string, unknown>,
): Promise<unknown> {
	const list = Object.keys(args).map((key, index) => `${key} => $${index + 1}`);
	const [row] = await sql.unsafe<{ answer: unknown }[]>(
		`select public.${name}(${list.join(', ')}) as answer`,
		Object.values(args) as (string | number | null)[], // what the schemas of commands let through
	);
	return row?.answer;
}

/** A request as the form sends it. */
export function askFor(request_id: string, cluster_id: string) {
	return {
		request_id,
		cluster_id,
		title: 'Internet geht nicht',
		body: 'Seit heute.',
		priority: 2,
		kind: 'incident',
	} as const;
}

/** An offer that can be taken, and a case of the phones whose people are in both clusters: handed over, Otto sees it and who helps along. */
async function addCases(sql: TestDatabase['sql']): Promise<void> {
	const [anna, ben, phones, theirs] = [idOf('anna'), idOf('ben'), idOf('phones'), idOf('phonesAccepted')];
	await sql`select private.add_event(${idOf('open')}, 'later', ${ben}, '{"by_phone": true, "alert_round": 1}')`;
	await sql`insert into public.cluster_members (cluster_id, profile_id) values (${phones}, ${anna}), (${phones}, ${ben})`;
	await sql`update public.requests set accepted_by = ${anna} where request_id = ${theirs}`;
	await sql`insert into public.request_people (request_id, profile_id) values (${theirs}, ${ben})`;
}

/**
 * The world all sequences begin in: the small one and some more, told in pages of a few rows, so that every pull has several. Nobody is
 * connected after.
 */
export async function prepareWorld(): Promise<TestDatabase> {
	const database = await createTestDatabase();
	await buildWorld(database.sql);
	await addCases(database.sql);
	for (const [name, much, little] of [
		['pull_page_of_all', 'v_room integer := 2000', 'v_room integer := 30'],
		['pull_page_of_changes', 'c_limit constant integer := 1000', 'c_limit constant integer := 6'],
	] as const) {
		const [row] = await database.sql<{ definition: string }[]>`
			select pg_get_functiondef(oid) as definition from pg_proc where proname = ${name}`;
		const definition = row?.definition ?? '';
		if (!definition.includes(much)) throw new Error(`pages are made in another way now: ${name}`);
		await database.sql.unsafe(definition.replace(much, little));
	}
	await database.close();
	return database;
}
