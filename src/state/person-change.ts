import { leaveDevice } from '#state/leave-device.ts';
import { readDevice } from '#state/this-device.ts';
import { type Person, readPerson, readSessionEmail, removeDevice } from '#sync/account.ts';

/**
 * Before somebody signs in. Only the former person's session may take their device from the server, and signing in ends it. When signing in then
 * fails, their app finds the device gone and offers to switch it on again. Never throws.
 */
export async function removeFormerDevice(nextEmail: string): Promise<void> {
	const former = readPerson();
	if (former === undefined) return;
	const device = readDevice(former.profile_id);
	if (device === undefined) return;
	const email = await readSessionEmail();
	if (email === undefined || email === nextEmail) return;
	await removeDevice(former.profile_id, device.device_id);
}

/**
 * After it. Somebody else was here and never signed out: what is meant for them must not show up for the next one, and what they could read
 * must not stay. Never throws.
 */
export async function leaveFormer(former: Person | undefined, next: Person): Promise<void> {
	if (former === undefined || former.profile_id === next.profile_id) return;
	await leaveDevice(former.profile_id);
	// Only here: signing in does without the database, and its code is as much as the page.
	await import('#local/database.ts').then(
		({ forgetFormer }) => forgetFormer(former.profile_id),
		() => undefined,
	);
}
