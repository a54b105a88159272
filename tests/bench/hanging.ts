/** 200 devices of which 1 % hang for 2 s: how long the healthy ones wait. */
import { ask, settle } from './ask.ts';
import { sendInBatches } from './baselines.ts';
import { judged, milliseconds, percentile, told } from './table.ts';
import type { Line } from './table.ts';
import { wallClock } from './world.ts';
import type { Bench } from './world.ts';

const devices = 200;
const rounds = 5;

export async function measureHanging(bench: Bench): Promise<Line[]> {
	const network = await bench.network(devices);
	const hanging = [network.specialists[3], network.specialists[103]].flatMap((one) =>
		one ? [one.channel] : [],
	);

	async function waits(start: () => Promise<number>): Promise<number[]> {
		await bench.push.answerAfter(0, hanging, 2_000);
		const began = await start();
		const arrivals = await bench.push.arrivals(devices);
		return [...arrivals].filter(([channel]) => !hanging.includes(channel)).map(([, at]) => at - began);
	}

	const batches = await waits(async () => {
		const began = wallClock();
		await sendInBatches(bench, network.specialists);
		return began;
	});
	const worker = bench.startWorker();
	const ours: number[] = [];
	for (let round = 0; round < rounds; round += 1) {
		ours.push(...(await waits(() => ask(bench, network))));
		await settle(bench);
	}
	await worker.stop();
	const [own, batched] = [percentile(ours, 0.99), percentile(batches, 0.99)];
	return [
		judged('the worker, healthy devices p99', own, 300),
		told(
			'batches of 50 with sendNotification, p99',
			`${milliseconds(batched)}  (${(batched / own).toFixed(1)} ×)`,
		),
	];
}
