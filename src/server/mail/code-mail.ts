import { guessDevice } from '#domain/device-name.ts';
import { codeMinutes, writeCode } from '#domain/sign-in-code.ts';
import { codeMail as german } from '#messages/de/code-mail.ts';
import { codeMail as english } from '#messages/en/code-mail.ts';
import type { Language } from '#messages/language.ts';
import type { Mail } from './mailer.ts';

export interface CodeMailOrder {
	to: string;
	/** Six digits. */
	code: string;
	language: Language;
	/** `https://rufkreis.kreis.example`. */
	origin: string;
	/** Milliseconds. */
	now: number;
	/** What the browser says about itself; only names we know come through. */
	userAgent: string;
}

const clock = new Intl.DateTimeFormat('de-DE', {
	timeZone: 'Europe/Berlin',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23',
});

/** The mail that brings a code. Pure. */
export function writeCodeMail({ to, code, language, origin, now, userAgent }: CodeMailOrder): Mail {
	const words = language === 'en' ? english : german;
	const written = writeCode(code);
	const text = words.body({
		code: written,
		host: new URL(origin).host,
		minutes: codeMinutes,
		asked: clock.format(now),
		until: clock.format(now + codeMinutes * 60_000),
		device: guessDevice({ userAgent, maxTouchPoints: 0 }).label,
	});
	return { to, subject: words.subject(written), text };
}
