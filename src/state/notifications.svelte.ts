import type { Row } from '#contracts/rows.ts';
import type { LocalDatabase } from '#local/database.ts';
import type { PushState } from '#push/state.ts';
import type { NotificationFailure, ThisDevice } from '#state/device-registration.ts';
import { Live } from '#state/live.svelte.ts';
import { type DeviceMemory, forgetDevice, readDevice, rememberDevice } from '#state/this-device.ts';
import { readConfig } from '#sync/account.ts';
import type { Sent, Sync } from '#sync/sync.ts';

/**
 * Beside the browser's states. `unregistered`: subscribed there, but the server does not know (or no longer knows) this device. `revoked`: the
 * person had switched it on here, and it could not be renewed.
 */
export type NotificationState = PushState | 'unregistered' | 'revoked';

/** How taking a device from the list ended. */
export type Removed = Sent<'remove_device'>;

/** What touches the browser's push; no first paint needs it but that of the screen about it. Rejects where it cannot be fetched. */
export async function loadPush() {
	const [{ keepRegistered, switchOn, switchOff, leave }, { readPushState }] = await Promise.all([
		import('#state/device-registration.ts'),
		import('#push/subscribe.ts'),
	]);
	return { keepRegistered, switchOn, switchOff, leave, readPushState };
}
type Push = Awaited<ReturnType<typeof loadPush>>;

/** Whoever had it switched on hears that it ended, and not that it was never there. */
function nameOff(browser: PushState | undefined, wasOn: boolean): NotificationState | undefined {
	const isOver = browser === 'off' || browser === 'not_asked' || browser === 'installed_not_asked';
	return wasOn && isOver ? 'revoked' : browser;
}

/** Notifications of this person on this device, and the person's devices. */
export class Notifications {
	#sync: Sync;
	#devices: Live<Row<'devices'>[]>;
	#vapidPublicKey: string | undefined;
	#push: Push | undefined;
	#browser = $state.raw<PushState | undefined>();
	#memory = $state.raw<DeviceMemory | undefined>();
	#checks: Promise<void> = Promise.resolve();
	#left = false;
	#device: ThisDevice;

	busy = $state(false);
	failure = $state.raw<NotificationFailure | undefined>();

	constructor(profileId: string, database: LocalDatabase, sync: Sync) {
		this.#sync = sync;
		this.#memory = readDevice(profileId);
		this.#devices = new Live(database, () =>
			database.devices.filter((row) => row.profile_id === profileId && row.removed_at === null).toArray(),
		);
		this.#device = {
			profileId,
			sync,
			memory: () => this.#memory,
			remember: (memory) => {
				this.#memory = memory;
				if (memory === undefined) forgetDevice(profileId);
				else rememberDevice(profileId, memory);
			},
			isKnown: () => this.isThisDevice(undefined),
			hasLeft: () => this.#left,
		};
	}

	/** Most recently seen first; undefined: not read yet. */
	readonly devices = $derived.by(() =>
		this.#devices.current?.toSorted((a, b) => Date.parse(b.last_seen_at) - Date.parse(a.last_seen_at)),
	);

	/** Undefined while it is being found out. */
	readonly state = $derived.by((): NotificationState | undefined => {
		if (this.#browser !== 'on') return nameOff(this.#browser, this.#memory !== undefined);
		// The subscription may belong to somebody who used this browser before.
		if (this.#memory === undefined) return 'off';
		return this.isThisDevice(undefined) ? 'on' : 'unregistered';
	});

	/** The person switched notifications on here and would not be reached. */
	readonly lost = $derived.by(
		() => this.#memory !== undefined && this.state !== undefined && this.state !== 'on',
	);

	/** Under which the server calls this browser; undefined: it does not, as far as is known here. */
	get deviceId(): string | undefined {
		return this.#memory?.device_id;
	}

	/** Without an argument: whether any of the person's devices is this one. Until the list is read: yes, nothing is known against it. */
	isThisDevice(deviceId: string | undefined): boolean {
		const mine = this.#memory?.device_id;
		if (deviceId !== undefined) return deviceId === mine;
		return this.devices === undefined || this.devices.some((row) => row.device_id === mine);
	}

	/** At start, after `subscription-changed` and when the page is seen again: repairs what ended by itself. Never throws. */
	check(): Promise<void> {
		// One after the other: two at once would register one browser as two devices. A check that failed keeps no later one from running.
		const run = (): Promise<void> => this.#check();
		this.#checks = this.#checks.then(run, run);
		return this.#checks;
	}

	async #check(): Promise<void> {
		// Nothing is repaired for somebody who is leaving.
		if (this.#left) return;
		const [push, vapidPublicKey] = await Promise.all([this.#readyPush(), this.#readKey()]);
		if (push === undefined || vapidPublicKey === undefined) return;
		this.#browser = await push.keepRegistered(this.#device, vapidPublicKey);
	}

	/** First thing in the handler of a tap: the browser asks only then. Never throws. */
	async enable(): Promise<void> {
		if (this.busy) return;
		// There since `check`, before the button could be pressed: an await here would cost the tap's permission to ask.
		const push = this.#push;
		const key = this.#vapidPublicKey;
		await this.#switch(async () =>
			push === undefined || key === undefined ? 'not_registered' : push.switchOn(this.#device, key),
		);
	}

	/** Never throws. */
	async disable(): Promise<void> {
		if (this.busy) return;
		// Before anything is done: without this code it would end half done.
		await this.#switch(async () => {
			const push = await this.#readyPush();
			return push === undefined ? 'no_push_service' : push.switchOff(this.#device);
		});
	}

	async #switch(act: () => Promise<NotificationFailure | undefined>): Promise<void> {
		this.busy = true;
		this.failure = undefined;
		this.failure = await act();
		if (this.#push !== undefined && this.#vapidPublicKey !== undefined)
			this.#browser = await this.#push.readPushState(this.#vapidPublicKey);
		this.busy = false;
	}

	/**
	 * Takes one of the person's devices from the server. Undefined when it was this one: its subscription in the browser has to end with it, and
	 * how that ended is told by `failure`. Never throws.
	 */
	async remove(device_id: string): Promise<Removed | undefined> {
		if (!this.isThisDevice(device_id))
			return this.#sync.sendNow('remove_device', { command_id: crypto.randomUUID(), device_id });
		await this.disable();
		return undefined;
	}

	/** Part of signing out: also without network nothing more is shown here, and nothing of what was shown stays. Never throws. */
	async leave(): Promise<void> {
		this.#left = true;
		// A browser that can be alerted has our worker, and with it every file of the app, this code too.
		await (await this.#readyPush())?.leave(this.#device);
		this.#device.remember(undefined);
	}

	/** Undefined where it cannot be fetched: a first visit that lost the network. */
	async #readyPush(): Promise<Push | undefined> {
		this.#push ??= await loadPush().catch(() => undefined);
		return this.#push;
	}

	async #readKey(): Promise<string | undefined> {
		try {
			this.#vapidPublicKey = (await readConfig()).vapidPublicKey;
		} catch {
			// First start without network: the next check finds out.
		}
		return this.#vapidPublicKey;
	}
}
