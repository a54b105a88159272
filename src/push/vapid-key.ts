/** The server's public key (RFC 8292): an uncompressed P-256 point in base64url. */

/** Bytes of base64url text, or undefined when it is none. */
export function keyBytes(text: string): Uint8Array<ArrayBuffer> | undefined {
	try {
		const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
		return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
	} catch {
		return undefined;
	}
}

/**
 * Whether a subscription was made with this key. A browser that does not tell (null) is believed: unsubscribing for nothing would end a
 * working subscription at every start.
 */
export function isMadeWith(key: Uint8Array, subscribed: ArrayBuffer | null): boolean {
	if (subscribed === null) return true;
	const other = new Uint8Array(subscribed);
	return other.length === key.length && other.every((byte, index) => byte === key[index]);
}
