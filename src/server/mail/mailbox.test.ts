import { expect, test } from 'vitest';
import { mostMails, openMailbox } from './mailbox.ts';
import { drawMailbox } from './mailbox-page.ts';

const mail = { to: 'anna@coswig.example', subject: '012 345 ist Ihr Code', text: 'Zeile 1\n\nZeile 2' };

test('the newest mail is first, and a flood pushes out the oldest', async () => {
	const mailbox = openMailbox(() => 7);
	for (let number = 0; number < mostMails + 5; number += 1)
		await mailbox.send({ ...mail, subject: `Nr. ${number}` });
	expect(mailbox.read()).toHaveLength(mostMails);
	expect(mailbox.read()[0]).toEqual({ ...mail, subject: `Nr. ${mostMails + 4}`, at: 7 });
});

test('the page shows what was mailed, in either language, and keeps nothing of it', async () => {
	const captured = [{ ...mail, at: Date.parse('2026-11-25T13:03:00Z') }];
	const german = drawMailbox(captured, 'de');
	const text = await german.text();
	expect(text).toContain('<html lang="de">');
	expect(text).toContain('An anna@coswig.example');
	expect(text).toContain('14:03 Uhr');
	expect(text).toContain('<h2>012 345 ist Ihr Code</h2>');
	expect(german.headers.get('cache-control')).toBe('no-store');
	expect(await drawMailbox(captured, 'en').text()).toContain('To anna@coswig.example');
	expect(await drawMailbox([], 'de').text()).toContain('Noch keine E-Mail.');
	expect(await drawMailbox(undefined, 'de').text()).toContain('SMTP_URL ist gesetzt');
});

test('nothing of a mail becomes markup, and nothing on the page could run', async () => {
	const evil = `"><script>alert(1)</script><img src=x onerror='alert(1)'>&amp;`;
	const answer = drawMailbox([{ to: evil, subject: evil, text: evil, at: 0 }], 'de');
	const html = await answer.text();
	expect(html).not.toMatch(/<script|<img/);
	expect(html.split('&lt;script&gt;alert(1)&lt;/script&gt;')).toHaveLength(4);
	expect(html).toContain('&amp;amp;');
	expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
});
