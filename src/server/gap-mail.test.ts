import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase } from '#tests/database/harness.ts';
import type { TestDatabase } from '#tests/database/harness.ts';
import { buildWorld, emailOf, idOf } from '#tests/database/world.ts';
import type { Person } from '#tests/database/world.ts';
import { startSmtpSink } from '#tests/fakes/smtp-sink.ts';
import type { SmtpSink } from '#tests/fakes/smtp-sink.ts';
import { startGapNews } from './gap-mail.ts';
import { openSmtp } from './mail/smtp.ts';

const origin = 'https://ruf.kreis.example';
const hour = 3_600_000;
const start = Math.ceil(Date.now() / hour) * hour;

let database: TestDatabase;
let sink: SmtpSink;

beforeAll(async () => {
	database = await createTestDatabase();
	await buildWorld(database.sql);
});
afterAll(() => database.drop());
beforeEach(async () => {
	await database.sql`delete from private.shifts`;
	await database.sql`delete from public.notification_settings`;
	await database.sql`delete from private.settings where key like 'gaps_told %'`;
	sink = await startSmtpSink();
	return () => sink.close();
});

function at(hours: number): string {
	return new Date(start + hours * hour).toISOString();
}

async function plan(name: Person, from: number, until: number, cluster = 'network'): Promise<void> {
	await database.sql`
		insert into private.shifts (cluster_id, profile_id, during)
		values (${idOf(cluster)}, ${idOf(name)}, tstzrange(${at(from)}, ${at(until)}))`;
}

async function pause(name: Person, until: number | null): Promise<void> {
	await database.sql`
		insert into public.notification_settings (profile_id, paused_until) values (${idOf(name)}, ${until === null ? null : at(until)})
		on conflict (profile_id) do update set paused_until = excluded.paused_until`;
}

/** One look of one process. */
async function look(): Promise<void> {
	const news = startGapNews(database.sql, openSmtp({ url: sink.url, origin }), origin);
	await news.tell();
	news.stop();
}

function readers(): string[] {
	return sink.mails.flatMap((mail) => mail.to).toSorted();
}

test('nobody is told while somebody is there, or while a gap is more than a day away', async () => {
	await plan('anna', 1, 5);
	await look();
	await plan('anna', 48, 50);
	await plan('ben', 1, 5);
	await pause('anna', 60);
	await look();
	expect(sink.mails).toEqual([]);
});

test('the topic owner is told once, without a name and with a link that only opens', async () => {
	await plan('anna', 1, 5);
	await pause('anna', 3);
	await look();
	await look();
	expect(readers()).toEqual([emailOf('otto')]);
	const text = (sink.mails[0]?.raw ?? '').replaceAll('=\r\n', '');
	expect(text).toContain('network');
	expect(text).not.toMatch(/anna/i);
	expect(text.match(/https:\S+/g)).toEqual([`${origin}/netz/alarmierung/network`]);
});

test('coordination is told where no topic owner is there', async () => {
	await plan('petra', 1, 5, 'phones');
	await pause('petra', 9);
	await look();
	expect(readers()).toEqual([emailOf('kora')]);
	await plan('anna', 1, 5);
	await pause('anna', 9);
	await pause('otto', 2);
	await look();
	expect(readers()).toEqual([emailOf('kora'), emailOf('kora')]);
});

test('three processes that look at once send one mail', async () => {
	await plan('anna', 1, 5);
	await pause('anna', 9);
	await Promise.all([look(), look(), look()]);
	expect(readers()).toEqual([emailOf('otto')]);
});

test('a gap that was closed and opens again is told again, and so is another one', async () => {
	await plan('anna', 1, 5);
	await pause('anna', 9);
	await look();
	await pause('anna', null);
	await look();
	expect(sink.mails).toHaveLength(1);
	await pause('anna', 9);
	await look();
	expect(sink.mails).toHaveLength(2);
	await plan('anna', 6, 8);
	await look();
	await look();
	expect(sink.mails).toHaveLength(3);
});

test('a gap without an end is told once a day at most', async () => {
	await plan('lars', -5, 24 * 300);
	await look();
	await look();
	expect(sink.mails).toHaveLength(1);
});

test('a mail server in trouble is asked again at the next look', async () => {
	sink.mood = 'busy';
	await plan('anna', 1, 5);
	await pause('anna', 9);
	await look();
	expect(sink.mails).toEqual([]);
	sink.mood = 'takes';
	await look();
	expect(readers()).toEqual([emailOf('otto')]);
});
