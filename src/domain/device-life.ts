/**
 * Whether a device still hears, as far as anybody can know: by the last sign of life of it (a message its worker has shown, a tap on one, the app
 * open on it). That a push service takes messages for a device proves nothing (push.md).
 */

/** alive: heard of lately. quiet: not for eight days, as after a holiday or where push died unnoticed. silent: longer than FCM keeps a message for it. */
export type DeviceLife = 'alive' | 'quiet' | 'silent';

const day = 86_400_000;
const quietAfter = 8 * day;
/** FCM keeps no message for longer, and answers for a browser that has not connected for long that it is gone (push.md). */
const silentAfter = 28 * day;

/** A sign from a clock that is ahead of ours is one of now. */
export function judgeLife(lastSeenAt: Date, now: Date): DeviceLife {
	const silence = now.getTime() - lastSeenAt.getTime();
	if (silence < quietAfter) return 'alive';
	return silence < silentAfter ? 'quiet' : 'silent';
}
