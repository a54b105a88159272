import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanFileName, fitInto, isPicture, sizeInWords, storedType, withExtension } from '#domain/file.ts';

test.each([
	['Foto vom Schrank.jpg', 'Foto vom Schrank.jpg'],
	['  Übersicht – Büro 3.pdf ', 'Übersicht – Büro 3.pdf'],
	['C:\\Users\\anna\\netz.txt', 'C:-Users-anna-netz.txt'],
	['../../etc/passwd', '..-..-etc-passwd'],
	['zeile\r\neins\u0000.txt', 'zeile eins .txt'],
	['rechnung\u202efdp.exe', 'rechnungfdp.exe'],
	['halb\ud83d.txt', 'halb\ufffd.txt'],
	['A\u0308rger.txt', 'Ärger.txt'],
	['\u0007\n', ''],
	['', ''],
])('the name %j is kept as %j', (name, kept) => {
	expect(cleanFileName(name)).toBe(kept);
});

test('a name that is too long is cut in front of its extension', () => {
	expect(cleanFileName(`${'ä'.repeat(300)}.pdf`)).toBe(`${'ä'.repeat(196)}.pdf`);
	expect(cleanFileName(`${'👩‍💻'.repeat(100)}.jpeg`)).toMatch(/\.jpeg$/);
	expect(cleanFileName(`Satz. ${'x'.repeat(300)}`)).toHaveLength(200);
});

/** Any text, half characters included. */
const codeUnits = fc.array(fc.nat(0xffff), { maxLength: 400 }).map((units) => String.fromCharCode(...units));

test('whatever a file is called, its kept name is one line of at most 200 characters that storage counts the same', () => {
	fc.assert(
		fc.property(codeUnits, (name) => {
			const kept = cleanFileName(name);
			expect(Array.from(kept).length).toBeLessThanOrEqual(200);
			expect(kept).not.toMatch(/[/\\\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
			expect(kept.isWellFormed()).toBe(true);
			expect(cleanFileName(kept)).toBe(kept);
		}),
	);
});

test.each([
	['IMG_1.HEIC', '.jpg', 'IMG_1.jpg'],
	['Foto', '.jpg', 'Foto.jpg'],
	['Stand 24.11. Büro', '.png', 'Stand 24.11. Büro.png'],
])('%s with the extension %s is called %s', (name, wanted, called) => {
	expect(withExtension(name, wanted)).toBe(called);
});

test.each([
	['image/jpeg', 'image/jpeg'],
	['application/pdf', 'application/pdf'],
	['text/plain; charset=utf-8', 'text/plain'],
	['text/html', 'text/plain'],
	['image/svg+xml', 'application/octet-stream'],
	['application/msword', 'application/octet-stream'],
	['', 'application/octet-stream'],
])('the type "%s" is stored as %s', (type, stored) => {
	expect(storedType(type)).toBe(stored);
});

test('nothing that could act is shown in a page', () => {
	for (const type of ['text/html', 'image/svg+xml', 'application/pdf', 'application/octet-stream', ''])
		expect(isPicture(type)).toBe(false);
});

test.each([
	[
		{ width: 4000, height: 3000 },
		{ width: 1600, height: 1200 },
	],
	[
		{ width: 1080, height: 2400 },
		{ width: 720, height: 1600 },
	],
	[
		{ width: 800, height: 600 },
		{ width: 800, height: 600 },
	],
	[
		{ width: 40_000, height: 3 },
		{ width: 1600, height: 1 },
	],
])('a picture of %j becomes %j', (size, fitted) => {
	expect(fitInto(size, 1600)).toEqual(fitted);
});

test.each([
	[812, 'de', '812 Byte'],
	[1023, 'en', '1,023 byte'],
	[348_160, 'de', '340 kB'],
	[3_355_444, 'de', '3,2 MB'],
	[10_485_760, 'en', '10 MB'],
	[68_719_476_736, 'de', '64\u00a0GB'],
] as const)('%d bytes in %s are %s', (bytes, language, words) => {
	expect(sizeInWords(bytes, language)).toBe(words);
});
