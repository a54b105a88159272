/** What the server alone knows about this person: asked whenever a screen needs it, kept nowhere. */
import type { AccountRead, ContactRead } from '#remote/account.ts';

/** As `readAccount` of the remote room; its code comes with the first use. Never throws. */
export async function readAccount(profileId: string): Promise<AccountRead> {
	const room = await import('#remote/account.ts').catch(() => undefined);
	return room === undefined ? { outcome: 'retry' } : room.readAccount(profileId);
}

/** As `readContact` of the remote room. */
export async function readContact(profileId: string): Promise<ContactRead> {
	const room = await import('#remote/account.ts').catch(() => undefined);
	return room === undefined ? { outcome: 'retry' } : room.readContact(profileId);
}
