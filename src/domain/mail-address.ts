/** E-mail addresses as people type them, in the one form under which accounts, codes and limits know them. */

const longest = 254;
/** RFC 5322 "dot-atom", 64 octets (RFC 5321): no quotes, no blanks, no control characters, so no second header either. */
const localPart = /^(?=.{1,64}$)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const typedDomain = /^[\p{L}\p{M}\p{N}.-]+$/u;
const domainName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/;

/** The name as DNS knows it (`großenhain.de` → `xn--groenhain-i1a.de`): browsers and Node convert the host of a URL by the same rules (UTS 46). */
function toAscii(domain: string): string {
	return typedDomain.test(domain) ? (URL.parse(`http://${domain}`)?.hostname ?? '') : '';
}

/**
 * Lower case, without blanks around it, its domain in ASCII. Undefined for what is no address, and for the rare ones with quotes or with
 * umlauts before the @, which many mail servers do not take. Never throws.
 */
export function parseMailAddress(text: string): string | undefined {
	const typed = text.trim().normalize('NFC').toLowerCase();
	const at = typed.lastIndexOf('@');
	if (at < 1) return undefined;
	const local = typed.slice(0, at);
	const domain = toAscii(typed.slice(at + 1));
	const address = `${local}@${domain}`;
	const isAddress = localPart.test(local) && domainName.test(domain) && address.length <= longest;
	return isAddress ? address : undefined;
}
