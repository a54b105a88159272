import { expect, test } from 'vitest';
import { writeCodeMail } from './code-mail.ts';

const order = {
	to: 'anna@coswig.example',
	code: '012345',
	origin: 'https://rufkreis.kreis.example',
	// 14:03 in Saxony.
	now: Date.parse('2026-11-25T13:03:00Z'),
	userAgent: 'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36',
};

test('the German mail says code, place, time, device, and that nobody asks for it', () => {
	const { to, subject, text } = writeCodeMail({ ...order, language: 'de' });
	expect(to).toBe('anna@coswig.example');
	expect(subject).toBe('012 345 ist Ihr Code für Rufkreis');
	expect(text).toMatch(/^012 345\n/);
	expect(text).toContain('(rufkreis.kreis.example). Er gilt 15 Minuten, bis 14:18 Uhr, und nur einmal.');
	expect(text).toContain('Angefordert um 14:03 Uhr mit Chrome · Android.');
	expect(text).toContain('Niemand wird Sie nach diesem Code fragen');
});

test('the English mail says the same', () => {
	const { subject, text } = writeCodeMail({ ...order, language: 'en' });
	expect(subject).toBe('012 345 is your code for Rufkreis');
	expect(text).toContain('It is valid for 15 minutes, until 14:18, and only once.');
	expect(text).toContain('Asked for at 14:03 with Chrome · Android.');
	expect(text).toContain('Nobody will ask you for this code');
});

test.each(['de', 'en'] as const)(
	'nothing in it (%s) is a link, and nothing of the browser gets through but known names',
	(language) => {
		const userAgent = 'Chrome/1 https://evil.example\r\nBcc: alle@kreis.example';
		const { subject, text } = writeCodeMail({ ...order, language, userAgent });
		expect(subject + text).not.toMatch(/https?:|www\.|evil|Bcc|@/i);
		expect(subject).not.toMatch(/[\r\n]/);
	},
);
