/** How a person reaches a county: in one transaction with role and claims, as the API does it. */
import { randomUUID } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import type { EveryCommandName } from '#contracts/every-command.ts';
import { sessionClaims } from '#tests/database/token.ts';
import type { Deed } from './deeds.ts';

/** The owner of the tables is asked with the same claims, but no policy stands before them. */
export type Standing = 'authenticated' | 'owner';

/** The statement with which every transaction of the API begins. */
export async function standAs(sql: TransactionSql, personId: string, standing: Standing): Promise<void> {
	const role = standing === 'owner' ? 'none' : standing;
	const claims = JSON.stringify(sessionClaims(personId));
	await sql`
		select set_config('role', ${role}, true), set_config('request.jwt.claim.sub', ${personId}, true),
			set_config('request.jwt.claim.role', 'authenticated', true), set_config('request.jwt.claims', ${claims}, true)`;
}

/** Runs work in one transaction as this person. */
export async function actAs<T>(
	sql: Sql,
	personId: string,
	work: (sql: TransactionSql) => Promise<T>,
	standing: Standing = 'authenticated',
): Promise<T> {
	// postgres.js unwraps arrays of promises in its type; a box keeps the caller's type.
	const { result } = await sql.begin(async (transaction) => {
		await standAs(transaction, personId, standing);
		return { result: await work(transaction) };
	});
	return result;
}

/** Sends a command; throws when the answer is not the one the deed was planned for. */
export async function carryOut(sql: TransactionSql, name: EveryCommandName, deed: Deed): Promise<void> {
	const given = { command_id: randomUUID(), ...deed.args };
	const list = Object.keys(given).map((key, index) => `${key} => $${index + 1}`);
	const [row] = await sql.unsafe<{ answer: { outcome: string } }[]>(
		`select public.${name}(${list.join(', ')}) as answer`,
		Object.values(given),
		{ prepare: true },
	);
	if (row?.answer.outcome !== deed.outcome)
		throw new Error(`${name} answered ${JSON.stringify(row?.answer)} instead of ${deed.outcome}`);
}
