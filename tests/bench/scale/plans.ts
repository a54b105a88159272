/**
 * Which plans PostgreSQL really used, of every statement however deep inside a function: auto_explain tells them to the connection that asked.
 * Only a superuser may load it; the role is then taken as the API takes it, so policies hold.
 */
import postgres from 'postgres';
import type { Sql } from 'postgres';
import { z } from 'zod';

const node = z.object({
	'Node Type': z.string(),
	'Relation Name': z.string().optional(),
	get Plans() {
		return z.array(node).optional();
	},
});
type Node = z.infer<typeof node>;
const explained = z.object({ 'Query Text': z.string(), Plan: node });

export interface Scan {
	table: string;
	/** The statement, on one line. */
	statement: string;
}

export interface PlanWatch {
	sql: Sql;
	/** Statements since the last call, and which of them read a table from its first row to its last. */
	take(): { statements: number; scans: Scan[] };
	close: () => Promise<void>;
}

function scansOf(plan: Node, statement: string): Scan[] {
	const table = plan['Node Type'] === 'Seq Scan' ? plan['Relation Name'] : undefined;
	const inner = (plan.Plans ?? []).flatMap((part) => scansOf(part, statement));
	return table === undefined ? inner : [{ table, statement }, ...inner];
}

/** `adminUrl` signs in a superuser. */
export async function watchPlans(adminUrl: string): Promise<PlanWatch> {
	let statements = 0;
	let scans: Scan[] = [];
	const sql = postgres(adminUrl, {
		max: 1,
		onnotice({ message = '' }) {
			const start = message.indexOf('plan:\n');
			if (start < 0) return;
			const { 'Query Text': text, Plan: plan } = explained.parse(JSON.parse(message.slice(start + 6)));
			statements += 1;
			scans.push(...scansOf(plan, text.replaceAll(/\s+/g, ' ')));
		},
	});
	await sql
		.unsafe(
			`load 'auto_explain';
			set auto_explain.log_min_duration = 0;
			set auto_explain.log_nested_statements = on;
			set auto_explain.log_level = 'notice';
			set auto_explain.log_format = 'json'`,
		)
		.simple();
	return {
		sql,
		take() {
			const taken = { statements, scans };
			statements = 0;
			scans = [];
			return taken;
		},
		close: () => sql.end({ timeout: 1 }),
	};
}
