/**
 * `npm run storm`: a kill every second for a minute, then half an hour without any push service, with the clock turned. Ends with a code other than
 * 0 when a living device missed an alert, a device was removed that had not ended, or memory grew.
 */
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import webpush from 'web-push';
import { openBenchDatabase } from '#tests/bench/database.ts';
import { startPushService } from '#tests/fakes/push-service.ts';
import { endProcesses, gatherDevices, lossesOf, settled, startProcess, turnClock } from './storm.ts';
import type { StormDevices, StormProcess, StormWorld } from './storm.ts';

const kills = 60;
const limits = { postTimeoutMs: 2_000, leaseMs: 4_000, sweepMs: 1_000 };
let failures = 0;

function report(what: string, isRight: boolean, measured: unknown): void {
	if (!isRight) failures += 1;
	console.log(`${isRight ? 'ok    ' : 'FAILED'} ${what}: ${JSON.stringify(measured)}`);
}

async function waitFor(isDone: () => Promise<boolean>, minutes = 10): Promise<boolean> {
	const deadline = performance.now() + minutes * 60_000;
	while (performance.now() < deadline) {
		if (await isDone()) return true;
		await pause(200);
	}
	return false;
}

async function judge(world: StormWorld, devices: StormDevices, requestIds: readonly string[]): Promise<void> {
	let missing = 0;
	for (const requestId of requestIds) {
		report('everything came to an end', await waitFor(() => settled(world.sql, requestId)), requestId);
		const losses = await lossesOf(world, devices, requestId);
		missing += losses.unheard.length;
		if (losses.removed.length + losses.kept.length > 0) report('only what ended was removed', false, losses);
	}
	report('every living device got every alert', missing === 0, { alerts: requestIds.length, missing });
}

async function storm(world: StormWorld): Promise<void> {
	const devices = await gatherDevices(world, 1000);
	const workers: StormProcess[] = await Promise.all([1, 2, 3].map(() => startProcess(world, limits)));
	const requestIds: string[] = [];
	console.log(`A kill every second, ${kills} times, 1 000 devices, three workers`);
	for (let kill = 0; kill < kills; kill += 1) {
		if (kill % 10 === 0) {
			devices.brew();
			requestIds.push(await devices.network.ask({ priority: 2 }));
		}
		await pause(1_000);
		const victim = kill % workers.length;
		await workers[victim]?.kill();
		workers[victim] = await startProcess(world, limits);
	}
	await judge(world, devices, requestIds);

	console.log('Half an hour without any push service, the clock turned');
	const [watched] = workers;
	const before = (await watched?.memory()) ?? 0;
	world.push.answerUsually(503);
	for (const { channel } of devices.network.specialists) world.push.script(channel, []);
	const requestId = await devices.network.ask({ priority: 2 });
	for (let minute = 0; minute < 30; minute += 1) {
		await pause(1_000);
		await turnClock(world.sql, '1 minute');
	}
	const [gone] = await world.sql<{ count: number }[]>`
		select count(*)::int as count from public.devices v where v.removed_at is null
			and v.device_id = any (${devices.network.specialists.map(({ deviceId }) => deviceId)}::uuid[])`;
	report('nobody was removed by the outage', gone?.count === 930, gone?.count);
	world.push.answerUsually(201);
	await turnClock(world.sql, '1 minute');
	await judge(world, devices, [requestId]);
	const after = (await watched?.memory()) ?? 0;
	report('memory of a worker is flat', after - before < 8 * 1024 * 1024, {
		before: `${(before / 1024 / 1024).toFixed(1)} MB`,
		after: `${(after / 1024 / 1024).toFixed(1)} MB`,
	});
	await Promise.all(workers.map((worker) => worker.stop()));
}

const { url, close } = await openBenchDatabase();
const push = await startPushService();
const sql = postgres(url, { max: 10, onnotice: () => undefined });
try {
	const vapid = { subject: 'mailto:betrieb@rufkreis.example', ...webpush.generateVAPIDKeys() };
	await storm({ sql, url, push, vapid });
} finally {
	endProcesses();
	await sql.end({ timeout: 1 });
	await push.close();
	await close();
}
console.log(failures === 0 ? 'The storm has passed.' : `${failures} promises did not hold.`);
process.exitCode = failures === 0 ? 0 : 1;
