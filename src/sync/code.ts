/** Sign-in by code as the sign-in screen reaches it: what speaks to the server is loaded with the first code. Nothing here throws. */
import type { CodeAsked, CodeTaken } from '#remote/code.ts';
import { sendCommand } from '#sync/reach.ts';

export type { CodeAsked, CodeTaken };

export async function askForCode(email: string): Promise<CodeAsked> {
	const room = await import('#remote/code.ts').catch(() => undefined);
	return room === undefined ? { outcome: 'retry' } : room.askForCode(email);
}

export async function takeCode(email: string, token: string): Promise<CodeTaken> {
	const room = await import('#remote/code.ts').catch(() => undefined);
	return room === undefined ? { outcome: 'retry' } : room.takeCode(email, token);
}

/**
 * Whether the address just proven opens the network. Answered or not, the person is signed in: an app that finds them waiting asks again at
 * every start.
 */
export async function enterNetwork(profileId: string): Promise<void> {
	await sendCommand(profileId, 'enter_network', { command_id: crypto.randomUUID() });
}
