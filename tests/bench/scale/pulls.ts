/** What a pull costs the database: everything, nothing new, and after a busy hour. */
import { kilobytes, spread, told } from '../table.ts';
import type { Line } from '../table.ts';
import { changeRequests, lastCursor, pullAll, pullers, pullPage } from './pulling.ts';
import type { County } from './with-county.ts';

const firstPulls = 3;
const deltas = 300;
const busyDeltas = 60;
const changed = 40;

export async function measurePulls({ sql, connect }: County): Promise<Line[]> {
	const lines: Line[] = [];
	for (const [who, personId] of pullers) {
		const phone = connect();
		const first = await pullAll(phone, personId);
		const waits = first.map(({ took }) => took);
		for (let round = 1; round < firstPulls; round += 1)
			waits.push(...(await pullAll(phone, personId)).map(({ took }) => took));
		const bytes = first.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
		lines.push(told(`${who}: everything`, `${first.length} pages, ${kilobytes(bytes)}`));
		lines.push(spread('  one of these pages, p50 / p99', waits));

		const cursor = await lastCursor(phone, personId);
		lines.push(spread('  nothing new, p50 / p99', await repeat(deltas)));
		await changeRequests(sql, changed);
		lines.push(spread(`  ${changed} requests changed, p50 / p99`, await repeat(busyDeltas)));

		async function repeat(rounds: number): Promise<number[]> {
			const took: number[] = [];
			for (let round = 0; round < rounds; round += 1)
				took.push((await pullPage(phone, personId, cursor)).took);
			return took;
		}
	}
	return lines;
}
