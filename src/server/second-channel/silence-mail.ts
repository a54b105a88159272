import { silenceMail as german } from '#messages/de/silence-mail.ts';
import { silenceMail as english } from '#messages/en/silence-mail.ts';
import type { Mail } from '../mail/mailer.ts';
import type { ClaimedMail } from './claim.ts';

const clock = new Intl.DateTimeFormat('de-DE', {
	timeZone: 'Europe/Berlin',
	day: '2-digit',
	month: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23',
});

/** The mail that follows an alert no device has confirmed. Its link opens the request and does nothing else: mail scanners follow links. Pure. */
export function writeSilenceMail(claimed: ClaimedMail, origin: string): Mail {
	const words = claimed.language === 'en' ? english : german;
	const { to, cause, title, municipality, cluster, priority, callback, number } = claimed;
	return {
		to,
		subject: words.subject({ priority, title, municipality }),
		text: words.body({
			cause,
			title,
			municipality,
			cluster,
			priority,
			number,
			callback,
			since: clock.format(claimed.createdAt),
			link: `${origin}/anfragen/${claimed.requestId}`,
		}),
	};
}
