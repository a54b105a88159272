import type { RequestReceipt } from '#contracts/commands.ts';
import type { PushPayload } from '#contracts/push-payload.ts';
import { showBadge } from './badge.ts';
import { forgetLastAlert, keepLastAlert } from './kept.ts';
import { dropTap } from './kept-taps.ts';
import { notePack } from './trip-pack.ts';

/** Answers after which an alert asks nobody here any more. */
const settled: ReadonlySet<string> = new Set([
	'accepted',
	'already_yours',
	'taken',
	'closed',
	'expired',
	'not_allowed',
	'confirmed',
]);

/** Once the server has answered and the person has heard it, what the device keeps about the alert follows. Never throws. */
export async function tidyUp(
	payload: PushPayload,
	ticket: string,
	answer: { outcome: string; request?: RequestReceipt },
): Promise<void> {
	await Promise.all([dropTap(payload.request_id), notePack(payload, ticket, answer)]);
	if (settled.has(answer.outcome)) await forgetLastAlert(ticket);
	// Hers to take again, and no message will say so on this device.
	else if (answer.outcome === 'undone') await keepLastAlert(payload);
	await showBadge(Date.now());
}
