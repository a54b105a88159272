/** 1 000 people accept the same request at once, over 20 connections. */
import postgres from 'postgres';
import { milliseconds, percentile, told } from './table.ts';
import type { Line } from './table.ts';
import type { Bench } from './world.ts';
import { makeNetwork } from '#tests/fakes/network.ts';

export async function measureAcceptRace({ url, push }: Bench): Promise<Line[]> {
	const sql = postgres(url, { max: 20, onnotice: () => undefined });
	const network = await makeNetwork(sql, push, 1000);
	const requestId = await network.ask();
	const counts = new Map<string, number>();
	const waits: number[] = [];
	const began = performance.now();
	await Promise.all(
		network.specialists.map(async ({ profileId }) => {
			const answer = await network.command(profileId, 'accept_request', { request_id: requestId });
			waits.push(performance.now() - began);
			const outcome = String(answer.outcome);
			counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
		}),
	);
	const total = performance.now() - began;
	await sql.end();
	const words = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
	return [
		{
			what: 'outcomes',
			measured: words,
			aim: '1 accepted',
			verdict: counts.get('accepted') === 1 && counts.get('taken') === 999 ? 'ok' : 'missed',
		},
		told('all answered after', `${milliseconds(total)}  (${(1_000_000 / total).toFixed(0)}/s)`),
		told('answered after, p50', milliseconds(percentile(waits, 0.5))),
	];
}
