/**
 * The codes that wait to be typed, in private.sign_in_codes. Counted and redeemed in the row of the address, one after the other, whoever asks
 * how often at once; nothing about an account is read before the code was right, so no answer and no delay tells whether there is one.
 */
import { createHmac, hkdfSync, randomInt, timingSafeEqual } from 'node:crypto';
import type { Sql } from 'postgres';
import {
	codeDigits,
	codeMinutes,
	mailsPerWindow,
	mailWindowMinutes,
	triesPerCode,
} from '#domain/sign-in-code.ts';
import { mintSession } from './mint-session.ts';

export type MailTurn = { outcome: 'go' } | { outcome: 'too_often'; seconds: number };

export type Redeemed =
	| { outcome: 'right'; token: string }
	/** The account is shut; told only to whoever could read its mail. */
	| { outcome: 'banned' }
	| { outcome: 'wrong'; triesLeft: number }
	/** Too many wrong ones: the code is dead, the right one too. */
	| { outcome: 'dead' }
	/** Too old, used, replaced, or never sent. */
	| { outcome: 'expired' };

export interface SignInCodes {
	/** Counts a mail that is about to be sent. `now` in milliseconds, everywhere here. */
	beginMail(address: string, now: number): Promise<MailTurn>;
	/** The mail begun at `now` reached nobody: it does not count. */
	takeBackMail(address: string, now: number): Promise<void>;
	/** From now on this is the address's code, and the only one. */
	keep(address: string, code: string, now: number): Promise<void>;
	/** One try. Of any number at once with the right code, one is right. */
	redeem(address: string, code: string, now: number): Promise<Redeemed>;
}

const minute = 60_000;
const keptAfterMail = 60 * minute;

/** From the operating system's generator; leading zeros count. */
export function drawCode(): string {
	return String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0');
}

function ago(now: number, minutes: number): Date {
	return new Date(now - minutes * minute);
}

/** Deletes what nobody can redeem and no limit counts any more; `now` in milliseconds. Safe to repeat. */
export async function forgetCodes(sql: Sql, now: number): Promise<void> {
	await sql`delete from private.sign_in_codes where last_mailed_at < ${new Date(now - keptAfterMail)}`;
}

/** `secret`: of this installation and not in its database. A digest of six digits without a key would be a list of a million lines. */
export function openSignInCodes(sql: Sql, secret: string): SignInCodes {
	const key = Buffer.from(hkdfSync('sha256', secret, '', 'rufkreis sign-in codes', 32));

	function digest(address: string, code: string): Buffer {
		return createHmac('sha256', key).update(`${address} ${code}`).digest();
	}

	return {
		async beginMail(address, now) {
			await forgetCodes(sql, now);
			const at = new Date(now);
			const since = ago(now, mailWindowMinutes);
			const counted = await sql`
				insert into private.sign_in_codes as c (address, mailed_at, last_mailed_at) values (${address}, array[${at}::timestamptz], ${at})
				on conflict (address) do update
				set mailed_at = array(select t from unnest(c.mailed_at) t where t > ${since}) || ${at}::timestamptz, last_mailed_at = ${at}
				where (select count(*) from unnest(c.mailed_at) t where t > ${since}) < ${mailsPerWindow}
				returning 1`;
			if (counted.length > 0) return { outcome: 'go' };
			const [row] = await sql<{ oldest: Date | null }[]>`
				select min(t) as oldest from private.sign_in_codes c, unnest(c.mailed_at) t where c.address = ${address} and t > ${since}`;
			const free = (row?.oldest?.getTime() ?? now) + mailWindowMinutes * minute;
			return { outcome: 'too_often', seconds: Math.max(1, Math.ceil((free - now) / 1000)) };
		},
		async takeBackMail(address, now) {
			await sql`
				update private.sign_in_codes set mailed_at = array_remove(mailed_at, ${new Date(now)}::timestamptz) where address = ${address}`;
		},
		async keep(address, code, now) {
			await sql`
				update private.sign_in_codes set code_digest = ${digest(address, code)}, made_at = ${new Date(now)}, tries = 0
				where address = ${address}`;
		},
		async redeem(address, code, now) {
			const typed = digest(address, code);
			const since = ago(now, codeMinutes);
			return sql.begin(async (transaction): Promise<Redeemed> => {
				// The row stays locked until the verdict is written: the next try reads what this one has counted.
				const [tried] = await transaction<{ code_digest: Uint8Array; tries: number }[]>`
					update private.sign_in_codes set tries = tries + 1
					where address = ${address} and code_digest is not null and made_at > ${since} and tries < ${triesPerCode}
					returning code_digest, tries`;
				const [dead] = await transaction`
					select 1 from private.sign_in_codes
					where address = ${address} and code_digest is not null and made_at > ${since} and tries >= ${triesPerCode}`;
				if (tried === undefined) return { outcome: dead === undefined ? 'expired' : 'dead' };
				if (!timingSafeEqual(tried.code_digest, typed)) {
					return dead === undefined
						? { outcome: 'wrong', triesLeft: triesPerCode - tried.tries }
						: { outcome: 'dead' };
				}
				await transaction`update private.sign_in_codes set code_digest = null where address = ${address}`;
				const minted = await mintSession(transaction, address);
				return minted.outcome === 'minted' ? { outcome: 'right', token: minted.token } : minted;
			});
		},
	};
}
