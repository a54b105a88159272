/**
 * Switching notifications on and off on this device, and keeping them on: browser and server have to agree. Loaded after the first paint.
 */
import type { Subscription } from '#push/check.ts';
import { admitAlerts, refuseAlerts } from '#push/clear.ts';
import { guessDevice } from '#domain/device-name.ts';
import type { PushState } from '#push/state.ts';
import { checkPush, disablePush, enablePush, readPushState } from '#push/subscribe.ts';
import { leaveDevice } from '#state/leave-device.ts';
import type { DeviceMemory } from '#state/this-device.ts';
import { removeDevice } from '#sync/account.ts';
import type { Sync } from '#sync/sync.ts';

/** Why switching on or off did not come about. */
export type NotificationFailure =
	'denied' | 'no_push_service' | 'not_registered' | 'refused' | 'too_many' | 'not_allowed' | 'not_removed';

/** This device and its person, as those who ask know them. */
export interface ThisDevice {
	profileId: string;
	sync: Sync;
	memory: () => DeviceMemory | undefined;
	/** Kept over reloads; undefined: this browser is no device of this person. */
	remember: (memory: DeviceMemory | undefined) => void;
	/** Nothing is known against the server still having it. */
	isKnown: () => boolean;
	/** The person is signing out: nothing is switched on any more. */
	hasLeft: () => boolean;
}

/** Repairs what ended by itself. Never throws. */
export async function keepRegistered(device: ThisDevice, vapidPublicKey: string): Promise<PushState> {
	const check = await checkPush({ vapidPublicKey, registered: device.memory()?.registered });
	if (check.outcome === 'register') await register(device, check.subscription);
	return readPushState(vapidPublicKey);
}

/** First thing in the handler of a tap: the browser asks only then. Never throws. */
export async function switchOn(
	device: ThisDevice,
	vapidPublicKey: string,
): Promise<NotificationFailure | undefined> {
	const enabled = await enablePush({ vapidPublicKey });
	switch (enabled.outcome) {
		case 'subscribed':
			return register(device, enabled.subscription);
		case 'denied':
		case 'dismissed':
			return 'denied';
		case 'unsupported':
		case 'failed':
			return 'no_push_service';
	}
}

/** Takes the device from the server first: one without subscription that is still called helps nobody. Never throws. */
export async function switchOff(device: ThisDevice): Promise<NotificationFailure | undefined> {
	const removed = await removeAtServer(device);
	await disablePush();
	if (!removed) return 'not_removed';
	device.remember(undefined);
	return undefined;
}

/** Part of signing out: also without network nothing more is shown here, and nothing of what was shown stays. Never throws. */
export async function leave({ profileId, memory }: ThisDevice): Promise<void> {
	const id = memory()?.device_id;
	if (id !== undefined) await removeDevice(profileId, id);
	await leaveDevice(profileId);
}

async function register(
	device: ThisDevice,
	subscription: Subscription,
): Promise<NotificationFailure | undefined> {
	// Before the server can send anything. Until it has confirmed, what arrives may still be meant for somebody who left.
	const wasRefusing = await admitAlerts();
	const failure = await registerAtServer(device, subscription);
	if (failure !== undefined && wasRefusing) await refuseAlerts();
	return failure;
}

async function registerAtServer(
	device: ThisDevice,
	subscription: Subscription,
): Promise<NotificationFailure | undefined> {
	const { label, platform } = guessDevice(navigator);
	const known = device.isKnown() ? device.memory()?.device_id : undefined;
	let failure: NotificationFailure | undefined;
	// An id that was removed stays used up: then this browser becomes a new device.
	for (const device_id of [known ?? crypto.randomUUID(), crypto.randomUUID()]) {
		const command_id = crypto.randomUUID();
		const sent = await device.sync.sendNow('register_device', {
			command_id,
			device_id,
			label,
			platform,
			...subscription,
		});
		if (sent.outcome !== 'answered') return 'not_registered';
		const { answer } = sent;
		if (answer.outcome === 'registered') {
			if (device.hasLeft()) return 'not_registered';
			device.remember({ device_id, registered: subscription });
			return undefined;
		}
		if (answer.outcome === 'too_many' || answer.outcome === 'not_allowed') return answer.outcome;
		failure = 'refused';
		if (answer.outcome === 'invalid' && answer.reason !== 'exists') return failure;
	}
	return failure;
}

/** True when the server no longer calls this device. */
async function removeAtServer({ memory, sync }: ThisDevice): Promise<boolean> {
	const device_id = memory()?.device_id;
	if (device_id === undefined) return true;
	const sent = await sync.sendNow('remove_device', { command_id: crypto.randomUUID(), device_id });
	return sent.outcome === 'answered';
}
