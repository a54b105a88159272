/** The short form of the storm: a thousand devices, three workers, kills. The long one is `npm run storm`. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeNetwork } from '#tests/fakes/network.ts';
import { endProcesses, gatherDevices, lossesOf, settled, startProcess } from '#tests/storm/storm.ts';
import { eventually, makeWorld } from './alerting-world.ts';
import type { AlertingWorld } from './alerting-world.ts';

let world: AlertingWorld;
beforeEach(async () => {
	world = await makeWorld();
});
afterEach(async () => {
	endProcesses();
	await world.close();
});

/** Short, so that what hangs and whoever is killed does not make a test of minutes; long enough for a machine that is busy. */
const limits = { postTimeoutMs: 2_000, leaseMs: 4_000, sweepMs: 500 };

test('a thousand devices, three workers, two killed: every living device gets its alert, only the ended ones go, an urgent one overtakes', async () => {
	const storm = { sql: world.sql, url: world.database.url, push: world.push, vapid: world.vapid };
	const [devices, lone] = [await gatherDevices(storm, 1000), await makeNetwork(world.sql, world.push, 1)];
	devices.brew();
	const [first, second, third] = await Promise.all([1, 2, 3].map(() => startProcess(storm, limits)));
	const requestId = await devices.network.ask({ priority: 3 });
	await world.push.waitForLoad(({ requests }) => requests >= 150);
	await first?.kill();
	// Asked last and the most urgent: it does not wait for the thousand.
	const urgentId = await lone.ask({ priority: 1 });
	const [lonePerson] = lone.specialists;
	if (!lonePerson) throw new Error('one person');
	const [urgent] = await world.push.waitFor(lonePerson.channel);
	await second?.kill();
	const replacement = await startProcess(storm, limits);
	await eventually(() => settled(world.sql, requestId), Boolean);
	expect(await lossesOf(storm, devices, requestId)).toEqual({ unheard: [], removed: [], kept: [] });
	const posts = devices.network.specialists.flatMap(({ channel }) => world.push.received(channel));
	expect(posts.filter(({ at }) => at > (urgent?.at ?? Infinity)).length).toBeGreaterThan(0);
	expect(await settled(world.sql, urgentId)).toBe(true);
	// Nobody is called more often than the kills and the weather explain.
	for (const { channel } of devices.network.specialists)
		expect(world.push.received(channel).length).toBeLessThanOrEqual(5);
	await Promise.all([third?.stop(), replacement.stop()]);
});

test('wave after wave a worker uses no more memory', async () => {
	const storm = { sql: world.sql, url: world.database.url, push: world.push, vapid: world.vapid };
	const devices = await gatherDevices(storm, 120);
	const worker = await startProcess(storm, limits);
	const sizes: number[] = [];
	for (let wave = 0; wave < 5; wave += 1) {
		const requestId = await devices.network.ask({ priority: 3 });
		await eventually(() => settled(world.sql, requestId), Boolean);
		sizes.push(await worker.memory());
	}
	// The first wave loads what is loaded once.
	const [, second = 0] = sizes;
	expect(Math.max(...sizes.slice(2)) - second, sizes.join(' ')).toBeLessThan(4 * 1024 * 1024);
	await worker.stop();
});
