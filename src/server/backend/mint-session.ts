/**
 * How a redeemed code becomes a session of the sign-in behind our door. That one makes a session for whoever shows the token its own mail would
 * have carried, so the account, its proven address and such a token are written in the transaction that redeems the code, and shown at once:
 * before that there is nothing to guess or to steal, and no account. The token is 256 bits of chance and works once.
 */
import { randomBytes } from 'node:crypto';
import type { TransactionSql } from 'postgres';

export type Minted = { outcome: 'minted'; token: string } | { outcome: 'banned' };

/** Makes the account when there is none. `address` is in canonical form and proven by what the caller has just checked. */
export async function mintSession(sql: TransactionSql, address: string): Promise<Minted> {
	const token = randomBytes(32).toString('hex');
	const [added] = await sql<{ id: string }[]>`
		insert into auth.users (id, email, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
		values (gen_random_uuid(), ${address}, now(), '{"provider":"email","providers":["email"]}', '{}')
		on conflict do nothing returning id`;
	if (added !== undefined) {
		await sql`
			insert into auth.identities (id, provider, provider_id, user_id, identity_data)
			values (gen_random_uuid(), 'email', ${added.id}, ${added.id},
				jsonb_build_object('sub', ${added.id}::text, 'email', ${address}::text, 'email_verified', true))`;
	}
	const known = await sql`
		update auth.users set recovery_token = ${token}, recovery_sent_at = now(), email_confirmed_at = coalesce(email_confirmed_at, now())
		where email = ${address} and deleted_at is null and (banned_until is null or banned_until < now()) returning id`;
	return known.length === 0 ? { outcome: 'banned' } : { outcome: 'minted', token };
}

/** What to ask of the sign-in behind the door for this token. */
export function redeemBody(token: string): { type: 'magiclink'; token_hash: string } {
	return { type: 'magiclink', token_hash: token };
}
