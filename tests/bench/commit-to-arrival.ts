/** From the commit of a request until its message is at the push service, connections warm. */
import { ask, settle } from './ask.ts';
import { judged, milliseconds, percentile, told } from './table.ts';
import type { Line } from './table.ts';
import type { Bench } from './world.ts';

const warmUps = 5;

export async function measureCommitToArrival(bench: Bench): Promise<Line[]> {
	const worker = bench.startWorker();
	const lines: Line[] = [];
	for (const [devices, rounds] of [
		[1, 60],
		[20, 60],
		[200, 15],
	] as const) {
		const network = await bench.network(devices);
		const waits: number[] = [];
		for (let round = -warmUps; round < rounds; round += 1) {
			await bench.push.answerAfter(0);
			const committed = await ask(bench, network);
			const arrivals = await bench.push.arrivals(devices);
			if (round >= 0) waits.push(...[...arrivals.values()].map((at) => at - committed));
			await settle(bench);
		}
		const [half, nearlyAll] = [percentile(waits, 0.5), percentile(waits, 0.99)];
		const name = `${devices} device${devices === 1 ? '' : 's'}`;
		if (devices === 20) lines.push(judged(`${name}, p50`, half, 30), judged(`${name}, p99`, nearlyAll, 120));
		else lines.push(told(`${name}, p50 / p99`, `${milliseconds(half)} / ${milliseconds(nearlyAll)}`));
	}
	await worker.stop();
	return lines;
}
