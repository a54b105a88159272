/** What every command costs, from the beginning of its transaction until its commit is on the disk. */
import { everyCommand } from '#contracts/every-command.ts';
import { spread } from '../table.ts';
import type { Line } from '../table.ts';
import { actAs, carryOut } from './acting.ts';
import { deedOrder, planDeeds } from './deeds.ts';
import type { County } from './with-county.ts';

const rounds = 100;
/** Plans are made in the first ones. */
const warmUps = 8;

export async function measureCommands({ sql, connect }: County): Promise<Line[]> {
	const deeds = await planDeeds(sql, rounds + warmUps);
	const phone = connect();
	const lines: Line[] = [];
	for (const name of deedOrder) {
		const waits: number[] = [];
		for (const deed of deeds[name]) {
			const began = performance.now();
			await actAs(phone, deed.personId, (transaction) => carryOut(transaction, name, deed));
			waits.push(performance.now() - began);
		}
		lines.push(spread(`${name}, p50 / p99`, waits.slice(warmUps)));
	}
	const [all, measured] = [Object.keys(everyCommand), deedOrder.map(String)];
	const missing = all.filter((name) => !measured.includes(name));
	lines.push({
		what: 'commands measured',
		measured: `${measured.length} of ${all.length}`,
		aim: 'all',
		verdict: missing.length === 0 ? 'ok' : 'missed',
	});
	return lines;
}
