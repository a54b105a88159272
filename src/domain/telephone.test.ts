import { expect, test } from 'vitest';
import { telephoneHref } from '#domain/telephone.ts';

test.each([
	['03525 700-214', 'tel:03525700214'],
	['+49 3525 700-214, Frau Lehmann', 'tel:+493525700214'],
	['Frau Lehmann (03525/700214)', 'tel:03525700214'],
	['Zimmer 12, 03525 700‑214', 'tel:03525700214'],
	['Durchwahl 214', undefined],
	['bitte per E-Mail', undefined],
	['', undefined],
])('%s is dialled as %s', (text, href) => {
	expect(telephoneHref(text)).toBe(href);
});
