import { writeAutoAccept } from '#push/auto-accept.ts';
import { forgetAlerts, refuseAlerts } from '#push/clear.ts';
import { disablePush } from '#push/subscribe.ts';
import { forgetEarlyInbox } from '#state/early-inbox.ts';
import { forgetDevice } from '#state/this-device.ts';

/**
 * Ends on this browser what alerts one person, and forgets what alerts and the list have left behind; also without network. The server's part (`removeDevice`)
 * is the caller's, and comes first. Never throws.
 */
export async function leaveDevice(profileId: string): Promise<void> {
	// First: were the page killed in between, the app would offer to switch notifications on, which takes the mark back.
	forgetDevice(profileId);
	writeAutoAccept(undefined);
	forgetEarlyInbox();
	await refuseAlerts();
	await disablePush();
	await forgetAlerts();
}
