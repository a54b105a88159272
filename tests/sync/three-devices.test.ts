/**
 * Issue 3, point 1, as a property: three people with a phone each do things in any order, on a network that loses answers and sends twice, while
 * others commit late and the database is put back to an earlier day. When everybody is back online, every device holds exactly what its
 * person may see, nothing waits, and what was answered happened exactly once.
 *
 * In the suite: 25 sequences of up to 40 steps. `STORM=1000 vitest run … tests/sync` runs so many of 120 steps. A failure names its seed and
 * path: `STORM_SEED=… STORM_PATH=…` runs that sequence again.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { TestDatabase } from '#tests/database/harness.ts';
import { differences, truthFor } from '#tests/database/pulling.ts';
import { actOnArticle, actOnCluster, actOnOffer, actOnRequest, choose, helpOrStop } from './deeds.ts';
import { Device } from './device.ts';
import { expectChosen, expectHelpers, expectOnce, expectRepeated, expectScoped } from './ending.ts';
import { prepareWorld, Server } from './server.ts';
import { deviceNames, sequences } from './steps.ts';
import type { DeviceName, Step } from './steps.ts';

const storm = Number(process.env.STORM ?? 0);
const runs = storm > 0 ? storm : 25;
const length = storm > 0 ? 120 : 40;

let world: TestDatabase;
beforeAll(async () => {
	// Our Dexie code reports where a browser would; a device whose code does so has failed.
	vi.stubGlobal('reportError', (error: unknown) => {
		throw new Error('reported', { cause: error });
	});
	world = await prepareWorld();
});
afterAll(async () => {
	vi.unstubAllGlobals();
	await world.drop();
});

type Devices = Record<DeviceName, Device>;

async function decide(what: 'drop' | 'retry', device: Device): Promise<void> {
	const refused = (await device.entries()).find((entry) => entry.state === 'refused');
	if (refused === undefined) return;
	await (what === 'drop' ? device.drop(refused.order) : device.retry(refused.order));
}

async function take(step: Step, devices: Devices, server: Server): Promise<unknown> {
	switch (step.do) {
		case 'create':
		case 'join':
		case 'leave':
			return actOnCluster(step, devices[step.device], server);
		case 'accept':
		case 'release':
		case 'undo':
		case 'hand_over':
		case 'attach':
			return actOnRequest(step, devices[step.device], server);
		case 'offer':
		case 'decline':
		case 'withdraw':
		case 'take':
			return actOnOffer(step, devices[step.device], server);
		case 'help':
		case 'stop_helping':
			return helpOrStop(step, devices[step.device], server);
		case 'set_later':
		case 'set_weekly_check':
		case 'set_second_channel':
		case 'set_lock_screen':
		case 'set_device_alerts':
		case 'set_quiet_hours':
		case 'set_pause':
		case 'set_muted_cluster':
			return choose(step, devices[step.device], server);
		case 'save':
		case 'publish':
		case 'archive':
		case 'delete':
			return actOnArticle(step, devices[step.device], server);
		case 'drop':
		case 'retry':
			return decide(step.do, devices[step.device]);
		case 'pull':
			return Promise.all(devices[step.device].windows(step.windows).map(({ puller }) => puller.pullNow()));
		case 'flush':
			return Promise.all(devices[step.device].windows(step.windows).map(({ sender }) => sender.flushNow()));
		case 'go_offline':
		case 'go_online':
			devices[step.device].online = step.do === 'go_online';
			return;
		case 'weather':
			devices[step.device].weather.push(...step.calls);
			return;
		case 'remove':
		case 'resolve':
		case 'age':
			return server.coordinate(step.do, step.pick);
		case 'begin':
			return server.begin(step.deed, step.device, step.pick);
		case 'commit':
		case 'roll_back':
			return server.end(step.do);
		case 'back_up':
			return server.backUp();
		case 'restore':
			return server.restore();
		case 'nothing':
			return;
	}
}

/** Everybody is online and looks at their device: what can go out goes, what was refused is let go of, what happened is pulled. */
async function comeHome(devices: readonly Device[]): Promise<void> {
	for (const device of devices) {
		device.online = true;
		device.weather = [];
	}
	for (const device of devices) {
		// Each turn lets go of something or is the last one.
		for (;;) {
			await device.window('first').sender.flushNow();
			const refused = (await device.entries()).find((entry) => entry.state === 'refused');
			if (refused === undefined) break;
			await device.drop(refused.order);
		}
	}
	for (const device of devices) expect(await device.window('first').puller.pullNow()).toBe('pulled');
}

async function run(steps: readonly Step[]): Promise<void> {
	const server = await Server.start(world.name);
	const opened: Device[] = [];
	try {
		const devices = Object.fromEntries(
			await Promise.all(
				deviceNames.map(async (name) => {
					const device = await Device.open(name, server);
					opened.push(device);
					return [name, device] as const;
				}),
			),
		) as Devices; // one for each name
		// Olaf's phone is new.
		for (const name of ['anna', 'otto'] as const) await devices[name].window('first').puller.pullNow();
		for (const [index, step] of steps.entries()) {
			// A backup nobody puts back says nothing and costs a copy.
			const isIdle = step.do === 'back_up' && !steps.slice(index).some((later) => later.do === 'restore');
			if (!isIdle) await take(step, devices, server);
		}
		await server.end('roll_back');
		await comeHome(opened);
		for (const device of opened) {
			expect(device.faults, device.person).toEqual([]);
			expect([await device.entries(), await device.files()], device.person).toEqual([[], []]);
			const truth = await truthFor(server.database, device.person);
			expect(differences(await device.held(), truth), device.person).toEqual([]);
		}
		await expectOnce(server, opened);
		await expectRepeated(server);
		await expectScoped(server);
		await expectHelpers(server);
		await expectChosen(server);
	} finally {
		for (const device of opened) device.close();
		await server.stop();
	}
}

/** Milliseconds; shortening a failing sequence ends in time to say what was found. */
const patience = storm > 0 ? 24 * 3_600_000 : 600_000;

test(
	'whatever happens in whatever order, devices end with what their people may see, and answers were true',
	{ timeout: patience },
	async () => {
		await fc.assert(fc.asyncProperty(sequences(length), run), {
			numRuns: runs,
			interruptAfterTimeLimit: patience - 60_000,
			markInterruptAsFailure: true,
			...(process.env.STORM_SEED === undefined ? {} : { seed: Number(process.env.STORM_SEED) }),
			...(process.env.STORM_PATH === undefined ? {} : { path: process.env.STORM_PATH }),
		});
	},
);
