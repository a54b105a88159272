import { type Account, account, type Contact, contact } from '#contracts/account.ts';
import { callAs } from '#remote/call.ts';
import type { Failure } from '#remote/judge.ts';

export type AccountRead = { outcome: 'read'; account: Account } | { outcome: Failure };
export type ContactRead = { outcome: 'read'; contact: Contact } | { outcome: Failure };

/** Everything the server knows about this person. Never throws. */
export async function readAccount(profileId: string): Promise<AccountRead> {
	const called = await callAs(profileId, 'my_account', {});
	if (called.outcome !== 'answered') return called;
	const { data } = account.safeParse(called.data);
	return data === undefined ? { outcome: 'broken' } : { outcome: 'read', account: data };
}

/** This person's own contacts, hidden ones too. Never throws. */
export async function readContact(profileId: string): Promise<ContactRead> {
	const called = await callAs(profileId, 'my_contact', {});
	if (called.outcome !== 'answered') return called;
	const { data } = contact.safeParse(called.data);
	return data === undefined ? { outcome: 'broken' } : { outcome: 'read', contact: data };
}
