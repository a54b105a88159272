/**
 * The first telephone number in a call-back text, as a `tel:` address (RFC 3966), or undefined. People write
 * "03525 700-214, Frau Lehmann" or "Durchwahl 12": from five digits on it is a number one can dial from outside.
 */
export function telephoneHref(text: string): string | undefined {
	for (const [run] of text.matchAll(/\+?[\d][\d\s()/.\-\u2010-\u2013\u00a0\u202f]*/g)) {
		const number = run.replace(/[^\d+]/g, '');
		if (number.replace('+', '').length >= 5) return `tel:${number}`;
	}
	return undefined;
}
