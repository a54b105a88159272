/**
 * Tickets: the right to answer one delivery, provable without storing anything. `<delivery id>.<signature>`, both base64url; the same
 * over retries. What the ticket may still do is decided in SQL; here only that we made it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Sql } from 'postgres';

export interface TicketMaker {
	sign(deliveryId: string): string;
	/** The delivery id, or undefined for everything we did not sign, character by character. Never throws. */
	verify(ticket: string): string | undefined;
}

const idBytes = 16;
/** 144 of the 256 bits: 24 characters without spare bits, far beyond guessing. */
const signatureBytes = 18;

function formatUuid(bytes: Buffer): string {
	return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** `secret` is the hex text of `private.settings.ticket_secret`. Throws when it holds less than 16 bytes. */
export function makeTickets(secret: string): TicketMaker {
	const key = Buffer.from(secret, 'hex');
	if (key.length < 16) throw new Error('ticket_secret is not hex of at least 16 bytes');

	function signatureOf(id: Buffer): Buffer {
		return createHmac('sha256', key).update(id).digest().subarray(0, signatureBytes);
	}

	return {
		sign(deliveryId) {
			const id = Buffer.from(deliveryId.replaceAll('-', ''), 'hex');
			if (id.length !== idBytes) throw new Error('a delivery id is a uuid');
			return `${id.toString('base64url')}.${signatureOf(id).toString('base64url')}`;
		},
		verify(ticket) {
			const parts = /^([\w-]{22})\.([\w-]{24})$/.exec(ticket);
			const id = Buffer.from(parts?.[1] ?? '', 'base64url');
			const signature = Buffer.from(parts?.[2] ?? '', 'base64url');
			// 22 characters carry 4 bits too many: only the one spelling we write ourselves is ours.
			if (id.length !== idBytes || id.toString('base64url') !== parts?.[1]) return undefined;
			if (signature.length !== signatureBytes) return undefined;
			return timingSafeEqual(signature, signatureOf(id)) ? formatUuid(id) : undefined;
		},
	};
}

/** The secret of this installation. Throws when the migrations have not run. */
export async function loadTicketSecret(sql: Sql): Promise<string> {
	const [row] = await sql<
		{ value: string }[]
	>`select value from private.settings where key = 'ticket_secret'`;
	if (row === undefined) throw new Error('private.settings has no ticket_secret');
	return row.value;
}
