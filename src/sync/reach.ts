/**
 * The server as the rest of the room reaches it. What speaks to it is loaded at the first use: no first paint needs it. Where that code cannot
 * be fetched nothing was sent, which is what `retry` says. Nothing here throws.
 */
import type { ArgumentsOf, EveryCommandName } from '#contracts/every-command.ts';
import { forgetPerson, forgetSession } from '#remote/person.ts';
import type { Pulled } from '#remote/pull.ts';
import type { Sent } from '#remote/send.ts';
import type { SigningIn } from '#remote/session.ts';

/** As `pullChanges` of the remote room. */
export async function pullChanges(profileId: string, cursor: string | undefined): Promise<Pulled> {
	const room = await import('#remote/pull.ts').catch(() => undefined);
	return room === undefined ? { outcome: 'retry' } : room.pullChanges(profileId, cursor);
}

/** As `sendCommand` of the remote room. */
export async function sendCommand<Name extends EveryCommandName>(
	profileId: string,
	name: Name,
	args: ArgumentsOf<Name>,
): Promise<Sent<Name>> {
	const room = await import('#remote/send.ts').catch(() => undefined);
	return room === undefined ? { outcome: 'retry' } : room.sendCommand(profileId, name, args);
}

/** As `signInWithPassword` of the remote room. */
export async function signInWithPassword(email: string, password: string): Promise<SigningIn> {
	const room = await import('#remote/session.ts').catch(() => undefined);
	return room === undefined ? { outcome: 'retry' } : room.signInWithPassword(email, password);
}

/** As `readSessionEmail` of the remote room. */
export async function readSessionEmail(): Promise<string | undefined> {
	const room = await import('#remote/session.ts').catch(() => undefined);
	return room?.readSessionEmail();
}

/** As `endSession` of the remote room; without its code the session ends on this device all the same. */
export async function endSession(): Promise<void> {
	const room = await import('#remote/session.ts').catch(() => undefined);
	if (room !== undefined) return room.endSession();
	forgetPerson();
	forgetSession();
}
