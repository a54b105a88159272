/**
 * `/demo/postfach`: a page of its own, drawn without the app, as a mail program is another program. Nothing of a mail is markup, no script runs,
 * and there is nothing to press but the way back to the sign-in.
 */
import { createHash } from 'node:crypto';
import { mailbox as german } from '#messages/de/mailbox.ts';
import { mailbox as english } from '#messages/en/mailbox.ts';
import type { Language } from '#messages/language.ts';
import type { CapturedMail } from './mailbox.ts';

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function escape(text: string): string {
	return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '');
}

/** The palette of ui/tokens.css, by hand: that file belongs to the app. */
const style = `
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
body { max-inline-size: 40rem; margin: 0 auto; padding: 1rem; background: light-dark(#f3f6f8, #0c161b); color: light-dark(#12222a, #e2ecef); }
h1 { font-size: 1.5rem; line-height: 1.25; margin-block: 0.5rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 0.25rem 0 0; overflow-wrap: anywhere; }
.meta { margin: 0; color: light-dark(#485b65, #a1b6bf); overflow-wrap: anywhere; }
pre { margin: 0.75rem 0 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
article { margin-block-start: 1rem; padding: 1rem; border: 1px solid light-dark(#d3dde2, #24363e); border-radius: 0.75rem; background: light-dark(#ffffff, #132127); }
nav { display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
a { display: inline-flex; align-items: center; min-block-size: 3rem; color: light-dark(#0b5c6b, #74c7d5); }
`;
const styleHash = createHash('sha256').update(style).digest('base64');

const clock = new Intl.DateTimeFormat('de-DE', {
	timeZone: 'Europe/Berlin',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23',
});

/** `mails`: newest first; undefined where mail really leaves. */
export function drawMailbox(mails: readonly CapturedMail[] | undefined, language: Language): Response {
	const words = language === 'en' ? english : german;
	const articles = (mails ?? []).map(
		({ to, subject, text, at }) => `<article>
<p class="meta">${escape(words.to(to))} · <time datetime="${new Date(at).toISOString()}">${escape(words.at(clock.format(at)))}</time></p>
<h2>${escape(subject)}</h2>
<pre>${escape(text)}</pre>
</article>`,
	);
	const body = mails === undefined ? '' : articles.join('\n') || `<p>${escape(words.empty)}</p>`;
	const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(words.title)} · Rufkreis</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escape(words.title)}</h1>
<p class="meta">${escape(mails === undefined ? words.posted : words.lead)}</p>
<nav><a href="/demo/postfach">${escape(words.reload)}</a><a href="/anmelden">${escape(words.signIn)}</a></nav>
${body}
</main>
</body>
</html>
`;
	return new Response(html, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-store',
			vary: 'Accept-Language, Cookie',
			'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
		},
	});
}
