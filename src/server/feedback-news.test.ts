import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';
import { startSmtpSink } from '#tests/fakes/smtp-sink.ts';
import type { SmtpSink } from '#tests/fakes/smtp-sink.ts';
import { startFeedbackNews } from './feedback-news.ts';
import { openSmtp } from './mail/smtp.ts';

const origin = 'https://ruf.kreis.example';
const minute = 60_000;
const noon = Date.parse('2026-11-26T12:00:00Z');

let database: TestDatabase;
let sink: SmtpSink;
let now: number;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
	const { sql } = database;
	await sql`delete from private.feedback`;
	await sql`delete from private.operator`;
	await sql`delete from private.settings where key = 'feedback_told_at'`;
	await sql`
		insert into private.operator (name, address, email, phone, represented_by, supervisory_authority, data_protection_officer, enforcement_body)
		values ('Zweckverband IT', 'Markt 1', 'it@verband.example', '', '', '', '', '')`;
	now = noon;
	sink = await startSmtpSink();
	return () => sink.close();
});

async function write(at: number): Promise<void> {
	await database.sql`
		insert into private.feedback (message, contact, language, created_at)
		values ('Die Schrift ist zu klein.', 'rita@irgendwo.example', 'de', ${new Date(at)})`;
}

/** One look of one process, as after a form was kept or when ten minutes are over. */
async function look(): Promise<void> {
	const news = startFeedbackNews(
		database.sql,
		openSmtp({ url: sink.url, origin }),
		origin,
		() => new Date(now),
	);
	await news.tell();
	news.stop();
}

test('whoever runs it hears that there is feedback, with nothing of it and nothing to follow', async () => {
	await write(noon);
	await look();
	expect(sink.mails).toHaveLength(1);
	const [mail] = sink.mails;
	expect(mail?.to).toEqual(['it@verband.example']);
	const text = (mail?.raw ?? '').replaceAll('=\r\n', '');
	expect(text).toMatch(/Barrierefreiheit/);
	expect(text).toMatch(/accessibility page/);
	expect(text).not.toMatch(/Schrift|rita|https?:|www\./);
});

test('three processes that look at once send one mail', async () => {
	await write(noon);
	await Promise.all([look(), look(), look()]);
	expect(sink.mails).toHaveLength(1);
});

test('what comes within the hour is told after it, together; what was told is not told again', async () => {
	await write(noon);
	await look();
	expect(sink.mails).toHaveLength(1);
	for (const minutes of [10, 20]) {
		now = noon + minutes * minute;
		await write(now);
		await look();
	}
	expect(sink.mails).toHaveLength(1);
	now = noon + 60 * minute;
	await look();
	expect(sink.mails).toHaveLength(2);
	now = noon + 180 * minute;
	await look();
	expect(sink.mails).toHaveLength(2);
});

test('a mail server in trouble is asked again at the next look', async () => {
	sink.mood = 'busy';
	await write(noon);
	await look();
	expect(sink.mails).toEqual([]);
	sink.mood = 'takes';
	now += 10 * minute;
	await look();
	expect(sink.mails).toHaveLength(1);
});

test('nobody is told while there is nothing, or nobody has said who runs it', async () => {
	await look();
	await write(noon);
	await database.sql`delete from private.operator`;
	await look();
	expect(sink.mails).toEqual([]);
	expect(await database.sql`select from private.settings where key = 'feedback_told_at'`).toHaveLength(0);
});
