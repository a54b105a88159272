import type { Row } from '#contracts/rows.ts';
import type { LocalDatabase } from '#local/database.ts';
import type { Subscription } from '#push/check.ts';
import type { PushState } from '#push/state.ts';
import { Live } from '#state/live.svelte.ts';
import { type DeviceMemory, forgetDevice, readDevice, rememberDevice } from '#state/this-device.ts';
import { readConfig, removeDevice } from '#sync/account.ts';
import type { Sent, Sync } from '#sync/sync.ts';

/** Beside the browser's states: subscribed there, but the server does not know (or no longer knows) this device. */
export type NotificationState = PushState | 'unregistered';

/** Why switching on or off did not come about. */
export type NotificationFailure =
	'denied' | 'no_push_service' | 'not_registered' | 'refused' | 'too_many' | 'not_allowed' | 'not_removed';

/** How taking a device from the list ended. */
export type Removed = Sent<'remove_device'>;

/** What touches the browser's push; no first paint needs it but that of the screen about it. Rejects where it cannot be fetched. */
export async function loadPush() {
	const [subscribing, clearing, { guessDevice }, { leaveDevice }] = await Promise.all([
		import('#push/subscribe.ts'),
		import('#push/clear.ts'),
		import('#push/device-name.ts'),
		import('#state/leave-device.ts'),
	]);
	return { ...subscribing, ...clearing, guessDevice, leaveDevice };
}
type Push = Awaited<ReturnType<typeof loadPush>>;

/** Notifications of this person on this device, and the person's devices. */
export class Notifications {
	#profileId: string;
	#sync: Sync;
	#devices: Live<Row<'devices'>[]>;
	#vapidPublicKey: string | undefined;
	#push: Push | undefined;
	#browser = $state.raw<PushState | undefined>();
	#memory = $state.raw<DeviceMemory | undefined>();
	#checks: Promise<void> = Promise.resolve();
	#left = false;

	busy = $state(false);
	failure = $state.raw<NotificationFailure | undefined>();

	constructor(profileId: string, database: LocalDatabase, sync: Sync) {
		this.#profileId = profileId;
		this.#sync = sync;
		this.#memory = readDevice(profileId);
		this.#devices = new Live(database, () =>
			database.devices.filter((row) => row.profile_id === profileId && row.removed_at === null).toArray(),
		);
	}

	/** Most recently seen first; undefined: not read yet. */
	readonly devices = $derived.by(() =>
		this.#devices.current?.toSorted((a, b) => Date.parse(b.last_seen_at) - Date.parse(a.last_seen_at)),
	);

	/** Undefined while it is being found out. */
	readonly state = $derived.by((): NotificationState | undefined => {
		if (this.#browser !== 'on') return this.#browser;
		// The subscription may belong to somebody who used this browser before.
		if (this.#memory === undefined) return 'off';
		return this.isThisDevice(undefined) ? 'on' : 'unregistered';
	});

	/** The person switched notifications on here and would not be reached. */
	readonly lost = $derived.by(
		() => this.#memory !== undefined && this.state !== undefined && this.state !== 'on',
	);

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
		const check = await push.checkPush({ vapidPublicKey, registered: this.#memory?.registered });
		if (check.outcome === 'register') await this.#register(push, check.subscription);
		this.#browser = await push.readPushState(vapidPublicKey);
	}

	/** First thing in the handler of a tap: the browser asks only then. Never throws. */
	async enable(): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		this.failure = undefined;
		this.failure = await this.#enable();
		await this.#look();
		this.busy = false;
	}

	async #enable(): Promise<NotificationFailure | undefined> {
		// Code and key are there since `check`, before the button could be pressed: an await here would cost the tap's permission to ask.
		const push = this.#push;
		if (push === undefined || this.#vapidPublicKey === undefined) return 'not_registered';
		const enabled = await push.enablePush({ vapidPublicKey: this.#vapidPublicKey });
		switch (enabled.outcome) {
			case 'subscribed':
				return this.#register(push, enabled.subscription);
			case 'denied':
			case 'dismissed':
				return 'denied';
			case 'unsupported':
			case 'failed':
				return 'no_push_service';
		}
	}

	/** Takes this device from the server first: a device without subscription that is still called helps nobody. Never throws. */
	async disable(): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		this.failure = await this.#disable();
		await this.#look();
		this.busy = false;
	}

	async #disable(): Promise<NotificationFailure | undefined> {
		// Before anything is done: without this code it would end half done.
		const push = await this.#readyPush();
		if (push === undefined) return 'no_push_service';
		const removed = await this.#removeThis();
		await push.disablePush();
		if (!removed) return 'not_removed';
		this.#forget();
		return undefined;
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
		if (this.#memory !== undefined) await removeDevice(this.#profileId, this.#memory.device_id);
		// A browser that can be alerted has our worker, and with it every file of the app, this code too.
		await (await this.#readyPush())?.leaveDevice(this.#profileId);
		this.#forget();
	}

	/** Undefined where it cannot be fetched: a first visit that lost the network. */
	async #readyPush(): Promise<Push | undefined> {
		this.#push ??= await loadPush().catch(() => undefined);
		return this.#push;
	}

	/** What the browser says now. */
	async #look(): Promise<void> {
		if (this.#push === undefined || this.#vapidPublicKey === undefined) return;
		this.#browser = await this.#push.readPushState(this.#vapidPublicKey);
	}

	async #register(push: Push, subscription: Subscription): Promise<NotificationFailure | undefined> {
		// Before the server can send anything. Until it has confirmed, what arrives may still be meant for somebody who left.
		const wasRefusing = await push.admitAlerts();
		const failure = await this.#registerAtServer(subscription, push.guessDevice(navigator));
		if (failure !== undefined && wasRefusing) await push.refuseAlerts();
		return failure;
	}

	async #registerAtServer(
		subscription: Subscription,
		{ label, platform }: ReturnType<Push['guessDevice']>,
	): Promise<NotificationFailure | undefined> {
		const known = this.isThisDevice(undefined) ? this.#memory?.device_id : undefined;
		let failure: NotificationFailure | undefined;
		// An id that was removed stays used up: then this browser becomes a new device.
		for (const device_id of [known ?? crypto.randomUUID(), crypto.randomUUID()]) {
			const command_id = crypto.randomUUID();
			const sent = await this.#sync.sendNow('register_device', {
				command_id,
				device_id,
				label,
				platform,
				...subscription,
			});
			if (sent.outcome !== 'answered') return 'not_registered';
			const { answer } = sent;
			if (answer.outcome === 'registered') {
				if (this.#left) return 'not_registered';
				this.#memory = { device_id, registered: subscription };
				rememberDevice(this.#profileId, this.#memory);
				return undefined;
			}
			if (answer.outcome === 'too_many' || answer.outcome === 'not_allowed') return answer.outcome;
			failure = 'refused';
			if (answer.outcome === 'invalid' && answer.reason !== 'exists') return failure;
		}
		return failure;
	}

	/** True when the server no longer calls this device. */
	async #removeThis(): Promise<boolean> {
		if (this.#memory === undefined) return true;
		const { device_id } = this.#memory;
		const sent = await this.#sync.sendNow('remove_device', { command_id: crypto.randomUUID(), device_id });
		return sent.outcome === 'answered';
	}

	#forget(): void {
		forgetDevice(this.#profileId);
		this.#memory = undefined;
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
