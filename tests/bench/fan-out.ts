/** 200 devices at a push service that takes 30 ms for every answer: from the start until the last message is there. */
import { ask, settle } from './ask.ts';
import { sendInBatches, sendOneByOne } from './baselines.ts';
import { judged, milliseconds, percentile, told } from './table.ts';
import type { Line } from './table.ts';
import { wallClock } from './world.ts';
import type { Bench } from './world.ts';

const devices = 200;
const rounds = 5;

export async function measureFanOut(bench: Bench): Promise<Line[]> {
	const network = await bench.network(devices);

	async function last(start: () => Promise<number>): Promise<number> {
		await bench.push.answerAfter(30);
		const began = await start();
		const arrivals = await bench.push.arrivals(devices);
		return Math.max(...arrivals.values()) - began;
	}

	async function timed(work: () => Promise<void>): Promise<number> {
		const began = wallClock();
		await work();
		return began;
	}

	const sequential = await last(() => timed(() => sendOneByOne(bench, network.specialists)));
	const batches: number[] = [];
	for (let round = 0; round < rounds; round += 1) {
		batches.push(await last(() => timed(() => sendInBatches(bench, network.specialists))));
	}
	const worker = bench.startWorker();
	const ours: number[] = [];
	for (let round = 0; round < rounds; round += 1) {
		ours.push(await last(() => ask(bench, network)));
		await settle(bench);
	}
	await worker.stop();
	const [own, batched] = [percentile(ours, 0.5), percentile(batches, 0.5)];
	return [
		judged('the worker, commit to last arrival', own, 500),
		told(
			'batches of 50 with sendNotification',
			`${milliseconds(batched)}  (${(batched / own).toFixed(1)} ×)`,
		),
		told(
			'one after the other with sendNotification',
			`${milliseconds(sequential)}  (${(sequential / own).toFixed(1)} ×)`,
		),
	];
}
